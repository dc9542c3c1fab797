"""Other toolkits against the same server as the raw SDK: each is set up by pip in an environment of its own.

A peer that can't be set up here is a row that says so. Each script prints the seconds of its work alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from endpoint import LATENCY, PAPERS, raw_sdk
from measure import Row, row, serving

WORKERS = 128

_HEAD = """
import sys, time
from concurrent.futures import ThreadPoolExecutor
from pydantic import BaseModel
url, workers, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
class Answer(BaseModel):
    tldr: str
    topics: list[str]
texts = [f"Paper {n}. " + "Tern halves the latency of decoding on long texts. " * 25 for n in range(count)]
def timed(ask):
    ask(texts[0])
    begun = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(ask, texts))
    print(time.perf_counter() - begun)
"""

_SCRIPTS = {
    "instructor": """
import instructor, openai
client = instructor.from_openai(openai.OpenAI(base_url=url, api_key="none", max_retries=0), mode=instructor.Mode.JSON)
timed(lambda text: client.chat.completions.create(
    model="fake-1", response_model=Answer, messages=[{"role": "user", "content": text}]))
""",
    "litellm": """
import os
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # else it looks for its prices on the network, for seconds
import litellm
timed(lambda text: litellm.completion(model="openai/fake-1", api_base=url, api_key="none", num_retries=0,
    messages=[{"role": "user", "content": text}]))
""",
    "pydantic-ai-slim[openai]": """
import asyncio
from pydantic_ai import Agent, NativeOutput
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider
agent = Agent(OpenAIChatModel("fake-1", provider=OpenAIProvider(base_url=url, api_key="none")),
    output_type=NativeOutput(Answer))
async def work():
    gate = asyncio.Semaphore(workers)
    async def ask(text):
        async with gate:
            await agent.run(text)
    await ask(texts[0])
    begun = time.perf_counter()
    await asyncio.gather(*map(ask, texts))
    print(time.perf_counter() - begun)
asyncio.run(work())
""",
    "langextract[openai]": """
import langextract as lx
from langextract.providers.openai import OpenAILanguageModel
model = OpenAILanguageModel(model_id="fake-1", api_key="none", base_url=url, max_workers=workers)
example = lx.data.ExampleData(text="It halves latency.", extractions=[
    lx.data.Extraction(extraction_class="tldr", extraction_text="halves latency")])
def work(these):
    documents = [lx.data.Document(text=text) for text in these]
    return list(lx.extract(documents, prompt_description="Extract.", examples=[example], model=model,
        max_workers=workers, batch_length=workers, max_char_buffer=4000, show_progress=False,
        fence_output=False, use_schema_constraints=False))
work(texts[:1])
begun = time.perf_counter()
work(texts)
print(time.perf_counter() - begun)
""",
}

ANSWER = {"tldr": "It halves latency.", "topics": ["decoding"], "extractions": [{"tldr": "halves the latency"}]}
"""One reply that each of them takes for an answer."""


def peers() -> list[Row]:
    with serving(json.dumps(ANSWER), delay=LATENCY) as url, tempfile.TemporaryDirectory() as folder:
        raw = min(raw_sdk(url, WORKERS) for _ in range(3))
        return [_peer(name, script, url, Path(folder), raw) for name, script in _SCRIPTS.items()]


def _peer(name: str, script: str, url: str, folder: Path, raw: float) -> Row:
    title = f"{name}: {PAPERS:,} calls at {LATENCY} s, {WORKERS} workers"
    place = folder / name.partition("[")[0]
    python = place / "bin" / "python"
    try:
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True, capture_output=True)
        subprocess.run([python, "-m", "pip", "install", "-q", name], check=True, capture_output=True, timeout=600)
        command = [python, "-c", _HEAD + script, url, str(WORKERS), str(PAPERS)]
        seconds = [
            float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])
            for _ in range(2)
        ]
    except subprocess.SubprocessError as error:
        said = (getattr(error, "stderr", None) or b"").splitlines()[-1:] or [type(error).__name__]
        return title, f"not run: {said[0]}"[:60], "", "the raw SDK, same workers"
    return row(title, min(seconds), raw, "the raw SDK, same workers")
