"""Spellings: what a coined name looks like, and where it stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarizer.reading.words.memory import Memory
from summarizer.reading.words.vocabulary import words
from summarizer.sentences import Span

WORD = (
    r"(?:[A-Z][\w@]*(?:[-+/.&][\w+]+|\$\^\{?[\w+*]{1,3}\}?\$[\w+]*|\^\{?[\w+*]\}?[\w+]*)*\+*"
    r"|[a-z][a-z\d]*+-?[A-Z]\w*(?:-\w+)*|\d++[A-Z][A-Za-z]\w*(?:-\w+)*)"
)
_DOUBLED = re.compile(r"([a-z])2")
"""A letter that stands twice: "B2T" for "Boat Bridge Tour"."""
_RAISED = re.compile(r"\$?\^\{?[\w+*]\}?\$?")
"""What a name has raised: "AB^2", "A$^2$B"."""
RUN = rf"{WORD}(?:\s(?:(?:of|for|and|via|in|iN|to|with|on|(?:on|of)\sthe)\s)?{WORD}){{0,5}}"
NOUNS = words(
    "framework model method approach algorithm architecture network system benchmark dataset module mechanism library"
    " toolkit policy scheme technique strategy variant backbone pipeline suite corpus layer attention transformer"
    " optimizer loss engine agent compiler kernel language metric protocol paradigm block decoder encoder head solver"
    " platform"
)
NOUN = rf"(?:data set|{'|'.join(sorted(NOUNS))})s?"
NOUN_OF = {noun.split()[-1]: noun for one in (*NOUNS, "data set") for noun in (one, f"{one}s")}
"""Each `NOUN`, by the plain word of it that a text which holds it must hold."""
NOUN_WORDS = frozenset(NOUN_OF)
WORD_AT = re.compile(WORD)
COMMA = re.compile(r",\s+(?:[A-Z\d]|[a-z]++-?[A-Z])")
"""A comma with what may be a name behind it: looked for first, as it is found fast and mostly missing."""
IN_BRACKETS = re.compile(
    rf"\(\s*(?:abbreviated as |dubbed |called |named |denoted as |or |aka "
    rf"|a\.k\.a\.? )?[\"'“]?({WORD})[\"'”]?\s*[),;]"
)
SHORT = re.compile(rf"[}}\"'“]?\s?{IN_BRACKETS.pattern}")
SPECIAL = re.compile(r"[A-Z].*[A-Z0-9+]|[a-z][A-Z]|[A-Za-z]-[A-Z]")
COMMON = words(
    "LLM LLMs NLP CNN CNNs RNN RNNs LSTM LSTMs GRU ViT ViTs GAN GANs GNN GNNs RL MoE NAS KD ASR MHA MLP MLPs PE "
    "RoPE SOTA GPU GPUs CPU CPUs TPU TPUs FPGA FPGAs KV FFT SSM SSMs SGD API APIs QA VQA OCR MRI CT EEG ECG AI ML "
    "DL CV NMT MT TTS IoT DNN DNNs ANN ANNs SNN SNNs VLM VLMs MLLM MLLMs LVLM LMM LMMs PLM PLMs LM LMs PTQ QAT "
    "FLOPs FLOP MACs SVD PCA DiT DiTs NeRF SLAM UAV GPT BERT RoBERTa LLaMA LLaMA-2 LLaMA-3 Llama ImageNet COCO "
    "CIFAR CIFAR-10 CIFAR-100 GLUE SQuAD WMT FFN FFNs RAG RLHF PEFT LoRA SFT DPO PPO CoT IoU mIoU FID WER BLEU "
    "ROUGE PyTorch TensorFlow JAX CUDA GitHub HuggingFace Python C++ Transformer Transformers Attention Mamba "
    "U-Net UNet ResNet ResNets DeiT Swin CLIP DINO T5 3D 2D 1D 4D RGB LiDAR EHR EHRs ICU HCI STEM POMDP MDP "
    "MDPs ODE ODEs PDE PDEs ReLU GELU LayerNorm BatchNorm RMSNorm SAR HSI Experiments Experimental Extensive "
    "Moreover Furthermore Additionally Specifically Finally First Second Third Firstly Secondly Code However In "
    "On We Our The This These For By With To As An A It Its Such Both Each Empirical Empirically Results Large "
    "Multi-Head Self-Attention CTC AED AR NAR XL TL DR VAE VAEs IID OOD E2E SoC NPU NPUs SAE SAEs DQN DDPG "
    "PPO-based GRPO SAC A2C MCTS MPC KG KGs QAOA HMM SVM KNN k-NN MMDiT MM-DiT TTA UDA SSL PINN PINNs GS 3DGS "
    "4DGS BEV VLA VLAs WSI HD"
)
SIZE_SUFFIX = re.compile(
    r"(?:[STBLHG]|XS|XL|XXL|Nano|Tiny|Small|Base|Large|Huge|Mini|Medium|Micro|Giant|Big|L?\d[\w.]*"
    r"|[a-z]?\d+(?:\.\d+)?[BMKbmk]?|v\d.*|based|style|like|trained|only|driven|aware|powered|equipped|guided"
    r"|enhanced)",
    re.I,
)


def is_size_of(name: str, names: Sequence[str]) -> bool:
    """Whether a name is another one with the mark of a size: "TileNet-L1"."""
    return "-" in name and any(name.startswith(f"{n}-") and SIZE_SUFFIX.fullmatch(name[len(n) + 1 :]) for n in names)


def letters_of(name: str) -> list[str]:
    """The capitals and digits of a name, in lower case, without an `s` of the plural."""
    return [c.lower() for c in name.removesuffix("s") if c.isupper() or c.isdigit()]


def fits(name: str, before: Sequence[str]) -> bool:
    """Whether a name's letters stand in order in the words before it, the first one at the start of a word."""
    said = _RAISED.sub("", name) if "^" in name else name
    letters = [c for c in said.removesuffix("s").lower() if c.isalnum()]
    doubled = _DOUBLED.sub(r"\1\1", "".join(letters)) if "2" in letters[1:] else ""
    if doubled and "2" not in doubled and fits(doubled, before):
        return True
    phrase = " ".join(before[-2 * len(letters) :]).lower()
    if "2" in letters and "2" not in phrase and "to" in phrase:
        letters.remove("2")  # "Coast-to-Harbour (C2H)"
    at = len(phrase)
    for letter in reversed(letters[1:]):
        at = phrase.rfind(letter, 0, at)
        if at < 0:
            return False
    first = phrase.rfind(letters[0], 0, at) if letters else -1
    while first > 0 and phrase[first - 1].isalnum():
        first = phrase.rfind(letters[0], 0, first)
    return first >= 0


def has_capital(sentence: str) -> bool:
    """Whether a sentence may hold a name behind its first letter: all that `WORD` can match have a capital."""
    return not sentence[1:].islower()


def _is_special(word: str) -> bool:
    formula = "^" in word and sum(map(str.isalpha, word)) < 2
    return word not in COMMON and SPECIAL.search(word) is not None and not formula


_IS_SPECIAL = Memory(_is_special)


def is_special(word: str) -> bool:
    """Whether a word is spelt as only names are, and is no common acronym."""
    return _IS_SPECIAL[word]


_SPELT = re.compile(r"[A-Z](?:[^\sA-Z0-9+]*+[A-Z0-9+](?:\S*[A-Z0-9+])?|(?<=[a-z][A-Z])|(?<=[A-Za-z]-[A-Z]))[\w@+/.&-]*")


def _shape_of(code: int) -> str:
    sign = chr(code)
    if sign.isspace():
        return " "
    return "a" if sign.islower() else "A" if sign.isupper() else "0" if sign.isdigit() or sign == "+" else sign


_SHAPES = "".join(map(_shape_of, range(128))).encode("ascii") + bytes(128)
"""Each capital as an A, each small letter as an a, digits and plus signs as a 0."""
_SHAPED = re.compile(rb"A(?=[^ A0]*+[A0]|(?<=aA)|(?<=[Aa]-A))")
"""Where `_SPELT` can match, told by the shape alone, in which a single letter is searched for: that is fast."""


def holds_special(sentence: str) -> bool:
    """Whether a sentence may hold a `WORD` that is special; where it may not, none does."""
    shapes, end = sentence.encode("ascii", "replace").translate(_SHAPES), 0
    while shaped := _SHAPED.search(shapes, end):
        start = shaped.start()
        found = _SPELT.match(sentence, start)
        if found and (found[0].rstrip(".") not in COMMON or (start and sentence[start - 1] not in " (")):
            return True
        end = found.end() if found else start + 1
    return False


def stands(name: str, text: str, *, whole: bool = False) -> bool:
    """Whether a name stands in a text, no part of a longer word; `whole`: nor with a part behind a hyphen."""
    return name in text and any(not (whole and text.startswith("-", end)) for _, end in places_of(name, text))


def places_of(name: str, text: str, *, hyphen: bool = False) -> list[Span]:
    """Where a name, which must not be empty, stands in a text; `hyphen`: also behind a hyphen."""
    places = []
    start, size = text.find(name), len(name)
    joins = "_" if hyphen else "_-"
    while start >= 0:
        end = start + size
        after = text[end : end + 1]
        if after == " " or not (after.isalnum() or after == "_"):
            before = text[start - 1 : start]
            if before == " " or not (before.isalnum() or (before and before in joins)):
                places.append((start, end))
        start = text.find(name, end)
    return places


def places_of_any(words: Iterable[str], text: str) -> list[Span]:
    """Where any of some words stands in a text, in order, also behind a hyphen."""
    places: list[Span] = []
    for word in words:
        places += places_of(word, text, hyphen=True)
    places.sort()
    return places


def is_of_word(character: str) -> bool:
    """Whether a character is part of a word."""
    return character.isalnum() or character == "_"
