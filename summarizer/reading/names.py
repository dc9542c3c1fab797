"""Names: what the authors call what they introduce."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.folding import occurrences
from summarizer.marks import Marks
from summarizer.reading.vocabulary import words
from summarizer.sentences import Span

_WORD = (
    r"(?:[A-Z][\w@]*(?:[-+/.][\w+]+)*\+*|[a-z]+[A-Z][\w]*(?:-[\w]+)*|[a-z]+-[A-Z][\w]*(?:-[\w]+)*"
    r"|\d+[A-Z][A-Za-z][\w]*(?:-[\w]+)*)"
)
_RUN = rf"{_WORD}(?:\s(?:(?:of|for|and|via|in|iN|to|with|on)\s)?{_WORD}){{0,5}}"
_FIRST = re.compile(
    rf"[\"'“‘`*\s]*(?:(?:the|a|an|our|it|this|model|method|framework|simply|so-called|as)\s+[\"'“‘`]*)*({_RUN})"
)
_CUE = re.compile(
    r"\b(?:called|named|dubbed|termed|coined(?: as)?|namely|nicknamed|titled|entitled|abbreviated(?: as| to)?"
    r"|known as|denoted(?: as| by)?|code-?named|branded"
    r"|(?:[Ww]e|which we|that we) (?:further )?(?:call|name|term|dub|coin)(?: it| our \w+(?: \w+)?"
    r"| this \w+(?: \w+)?| the \w+(?: \w+){0,3}?| them)?(?: as)?"
    r"|(?:refer(?:red)? to)(?: it| this \w+)? as)\b[,:]?|\bi\.e\.,[,:]?"
)
_CUES = words(
    "called named dubbed termed coined namely nicknamed titled entitled abbreviated known denoted codenamed branded "
    "call name term dub coin refer referred i"
)
"""Plain words of which a sentence must hold one for a cue; so with the other sets of this kind."""
_STEMS = words(
    "propos introduc present develop design devis build built construct creat releas contribut describ unveil offer "
    "formulat establish open-sourc launch deriv curat collect compil assembl"
)
_ENDINGS = ("es", "ed", "e", "s", "ing", "")
_VERB = rf"(?:(?:{'|'.join(sorted(_STEMS))}|put forward)(?:{'|'.join(_ENDINGS)}))"
_VERBS = {stem.removeprefix("open-") + ending for stem in _STEMS for ending in _ENDINGS} | words("forward forwards")
_INTRODUCES = re.compile(
    rf"(?:\b(?:[Ww]e|[Pp]aper|[Ww]ork|[Ss]tudy|[Aa]rticle|[Rr]eport|[Aa]uthors"
    rf"|[Cc]ontributions?)\b[^.;]{{0,60}}?|\band (?:\w+ly )?|\bby )\b{_VERB}\b(?: and {_VERB})?"
)
_PASSIVES = words("proposed introduced presented developed designed created released")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were) (?:then |hereby |thus |further |also )?(?:proposed|introduced|presented|developed"
    r"|designed|created|released)\b"
)
_NOUN = (
    r"(?:framework|model|method|approach|algorithm|architecture|network|system|benchmark|dataset|data set"
    r"|module|mechanism|library|toolkit|policy|scheme"
    r"|technique|strategy|variant|backbone|pipeline|suite|corpus|layer|attention|transformer|optimizer|loss"
    r"|engine|agent|compiler|kernel|language|metric)s?"
)
_NOVEL = words("proposed new novel resulting final")
_PROPOSED = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur|[Tt]his) (?:newly )?(?:proposed|new|novel|resulting|final"
    rf"|[Pp]roposed)(?:\s[\w-]+){{0,4}}?\s{_NOUN},? (?:the )?({_RUN})(?=[\s,.(])"
)
_OUR = re.compile(rf"\b[Oo]ur(?:\s[\w-]+){{0,4}}?\s{_NOUN},? (?:the )?({_RUN})(?=[\s,.(])")
_NOUN_NAME = re.compile(rf"\b{_NOUN} ({_WORD})(?=[,.;]|\s(?:and|that|which|to|for|with|by)\b)")
_NAME_NOUN = re.compile(rf"\b(?:an?|the) (?:novel |new )?({_WORD}) (?:self-attention |attention )?{_NOUN}\b")
_RUN_AT = re.compile(_RUN)
_ALSO = re.compile(rf"(?:,\s|\sand\s|,\sand\s)(?:the\s)?({_WORD})(?=[\s,.])")
_EXPLAINED = re.compile(r"[,:]|\s(?:to|that|which|for|a|an)\b")
_CLAUSE = re.compile(r"[^.;]{0,400}")  # bounded: every verb of an endless sentence looks ahead
_BEHIND_PREPOSITION = re.compile(r"\b(?:of|in|on|with|from|for|by)\s$")
_ABBREVIATION = re.compile(r"[A-Z]{2,}s|[a-z]+-[A-Z]{2,}s?")
_WORD_AT = re.compile(_WORD)
_FILLER = re.compile(
    r"\s*(?:(?:and|also|here|further|then|to|the|a|an|our|two|three|four|five|new|novel|simple|simply|yet"
    r"|effective|efficient|first|several|series|family|of|"
    r"different|lightweight|unified|general|in|this|paper|work|article|study|called|,|:)\s*)*"
)
_SHORT = re.compile(
    rf"[\"'“]?\(\s*(?:abbreviated as |dubbed |called |named |denoted as |or |aka "
    rf"|a\.k\.a\.? )?[\"'“]?({_WORD})[\"'”]?\s*[),;]"
)
_APPOSITION = re.compile(rf"[,:]\s+({_WORD})(?=,|\.?$|;|\s(?:that|which|whose|to|a|an|for)\b)")
_SPECIAL = re.compile(r"[A-Z].*[A-Z0-9+]|[a-z][A-Z]|[A-Za-z]-[A-Z]")
_COMMON = words(
    "LLM LLMs NLP CNN CNNs RNN RNNs LSTM LSTMs GRU ViT ViTs GAN GANs GNN GNNs RL MoE NAS KD ASR MHA MLP MLPs PE "
    "RoPE SOTA GPU GPUs CPU CPUs TPU TPUs FPGA FPGAs KV FFT SSM SSMs SGD API APIs QA VQA OCR MRI CT EEG ECG AI ML "
    "DL CV NMT MT TTS IoT DNN DNNs ANN ANNs SNN SNNs VLM VLMs MLLM MLLMs LVLM LMM LMMs PLM PLMs LM LMs PTQ QAT "
    "FLOPs FLOP MACs SVD PCA DiT DiTs NeRF SLAM UAV GPT BERT RoBERTa LLaMA LLaMA-2 LLaMA-3 Llama ImageNet COCO "
    "CIFAR CIFAR-10 CIFAR-100 GLUE SQuAD WMT FFN FFNs RAG RLHF PEFT LoRA SFT DPO PPO CoT IoU mIoU FID WER BLEU "
    "ROUGE PyTorch TensorFlow JAX CUDA GitHub HuggingFace Python C++ Transformer Transformers Attention Mamba "
    "U-Net UNet ResNet ResNets DeiT Swin CLIP SAM DINO T5 3D 2D 1D 4D RGB LiDAR EHR EHRs ICU HCI STEM POMDP MDP "
    "MDPs ODE ODEs PDE PDEs ReLU GELU LayerNorm BatchNorm RMSNorm SAR HSI Experiments Experimental Extensive "
    "Moreover Furthermore Additionally Specifically Finally First Second Third Firstly Secondly Code However In "
    "On We Our The This These For By With To As An A It Its Such Both Each Empirical Empirically Results Large "
    "Multi-Head Self-Attention CTC AED AR NAR XL TL DR VAE VAEs IID OOD E2E SoC NPU NPUs SAE SAEs DQN DDPG "
    "PPO-based GRPO SAC A2C MCTS MPC KG KGs QAOA HMM SVM KNN k-NN MMDiT MM-DiT TTA UDA SSL PINN PINNs GS 3DGS "
    "4DGS BEV VLA VLAs WSI HD"
)
_SURVEY = re.compile(
    r"survey|review|overview|tutorial|case study|comparative|benchmarking|introduction|evaluation|analysis"
    r"|study|perspective",
    re.IGNORECASE,
)
_SIZE_SUFFIX = re.compile(
    r"(?:[STBLHG]|XS|XL|XXL|Nano|Tiny|Small|Base|Large|Huge|Mini|Medium|Micro|Giant|Big|L?\d[\w.]*"
    r"|[a-z]?\d+(?:\.\d+)?[BMKbmk]?|v\d.*|based|style|like|trained|only|driven|aware|powered|equipped|guided"
    r"|enhanced)",
    re.I,
)


_OPENING = 60
"""How many sentences are searched; a paper that has named nothing by then names nothing."""
_SEARCHED = 20_000
"""How many characters are searched for variants of a name."""
_MOST = 8
"""How many names are kept."""


def names_of(marks: Marks) -> list[str]:
    """Find the coined names, the main one first; short forms stand for long ones."""
    text = marks.text
    found: list[str] = []
    found.extend(_of_title(marks.paper.title, text[len(marks.paper.title) :]))
    seen = ""
    for (start, end), said in zip(marks.sentences[1:_OPENING], marks.words[1:_OPENING], strict=True):
        sentence = text[start:end]
        found.extend(n for n in _introduced(sentence, said) if _is_new(n, seen, marks.paper.title))
        seen += " " + sentence
    if not found:
        found.extend(_achieving(marks))
    found = found[: 2 * _MOST]
    found = [name for name in dict.fromkeys(found) if not _is_size_of(name, found)]
    return list(dict.fromkeys((*found, *_variants(found, text[:_SEARCHED]))))[:_MOST]


_ACHIEVES = re.compile(
    rf"\b(?:show|demonstrate|indicate|confirm|find|reveal|[Oo]verall|[Ww]ith|,)(?:s|ed)?,? (?:that )?(?:the "
    rf"|our )?({_WORD}) (?:\w+ly )?"
    r"(?:outperforms|achieves|improves|surpasses|reduces|attains|reaches|yields|exceeds|delivers|consistently"
    r"|significantly)\b"
)


def _achieving(marks: Marks) -> Iterator[str]:
    """The name that the results are credited to, where none is introduced."""
    seen = ""
    for start, end in marks.sentences[1:_OPENING]:
        sentence = marks.text[start:end]
        for match in _ACHIEVES.finditer(sentence):
            if _is_special(match.group(1)) and _is_new(match.group(1), seen, ""):
                yield match.group(1)
                return
        seen += " " + sentence


def _is_size_of(name: str, names: Sequence[str]) -> bool:
    """Whether a name is another one with the mark of a size: "TileNet-L1"."""
    return any(name.startswith(f"{n}-") and _SIZE_SUFFIX.fullmatch(name[len(n) + 1 :]) for n in names)


def _of_title(title: str, body: str) -> Iterator[str]:
    """The words before the colon, where the abstract uses them as a name."""
    head, colon, rest = title.partition(":")
    head = head.strip(" \"'“”").removeprefix("The ")
    if not colon or len(head.split()) > 4 or _SURVEY.match(rest.strip().removeprefix("A ").removeprefix("An ").strip()):
        return
    parts = head.split()
    if head in _COMMON or not all(_WORD_AT.fullmatch(w) for w in parts):
        return
    if _stands(head, body) or (_SPECIAL.search(head) and len(parts) == 1):
        yield head


def _introduced(sentence: str, said: frozenset[str]) -> Iterator[str]:
    """The names a sentence introduces; `said` are its plain words."""
    verbs = list(_INTRODUCES.finditer(sentence)) if not said.isdisjoint(_VERBS) else []
    if not said.isdisjoint(_NOVEL) and (match := _PROPOSED.search(sentence)):
        yield from _named(sentence, match)
    if "our" in said and (match := _OUR.search(sentence)):
        yield from _named(sentence, match)
    for cue in _CUE.finditer(sentence) if not said.isdisjoint(_CUES) else ():
        if cue.group().startswith("i.e") or (cue.group().startswith("known as") and not verbs):
            continue
        yield from _after_cue(sentence, cue.end())
    for verb in verbs:
        yield from _after_verb(sentence, verb.end())
    if verbs:
        yield from _defined(sentence, verbs[0].end())
        for form in (_NOUN_NAME, _NAME_NOUN):
            yield from (m.group(1) for m in form.finditer(sentence, verbs[0].end()) if _is_special(m.group(1)))
    elif not said.isdisjoint(_PASSIVES) and (passive := _PASSIVE.search(sentence)):
        yield from _defined(sentence, 0)
        yield from _before_passive(sentence, passive.start())


def _named(sentence: str, match: re.Match[str]) -> Iterator[str]:
    short = _SHORT.match(sentence, match.end() + 1)
    name = short.group(1) if short else match.group(1).split()[0]
    if _is_special(name):
        yield name


def _after_cue(sentence: str, end: int) -> Iterator[str]:
    first = _FIRST.match(sentence, end)
    if first is None:
        return
    short = _SHORT.match(sentence, first.end() + 1)
    run = first.group(1)
    parts = (
        [short.group(1)] if short else run.split(" and ") if all(_is_special(w) for w in run.split(" and ")) else [run]
    )
    yield from (name for name in parts if name not in _COMMON)
    rest = _ALSO.match(sentence, first.end())
    if rest and _is_special(rest.group(1)):
        yield rest.group(1)


def _after_verb(sentence: str, end: int) -> Iterator[str]:
    filler = _FILLER.match(sentence, end)
    at = filler.end() if filler else end
    first = _RUN_AT.match(sentence, at)
    if first:
        run = first.group()
        short = _SHORT.match(sentence, first.end() + 1)
        if short:
            yield short.group(1)
        elif _is_special(run.split()[0]) and run.split()[0] not in _COMMON:
            yield from (w for w in re.split(r"\sand\s", run) if _is_special(w.split()[0]) and len(w.split()) == 1)
            if len(run.split()) > 1 and " and " not in run:
                yield (
                    run
                    if _is_special(run)
                    and len(run.split()) <= 2
                    and not run.split()[1].endswith("s")
                    and sentence.count(run)
                    else run.split()[0]
                )
        elif len(run.split()) <= 3 and not set(run.split()) & _COMMON and _EXPLAINED.match(sentence, first.end()):
            yield run
    clause = _CLAUSE.match(sentence, end)
    for match in _APPOSITION.finditer(sentence, end, (clause.end() if clause else end) + 1):
        if _is_special(match.group(1)) and match.group(1) not in _COMMON:
            yield match.group(1)
            return


def _defined(sentence: str, start: int) -> Iterator[str]:
    """Long forms with their short ones: "Long Short Distance Attention (LSDA)"."""
    for match in _SHORT.finditer(sentence, start):
        name = match.group(1)
        before = sentence[max(0, match.start() - 90) : match.start()].split()
        if name not in _COMMON and _is_special(name) and _abbreviates(name, before):
            yield name


def _abbreviates(name: str, before: Sequence[str]) -> bool:
    letters = [c.lower() for c in re.sub(r"s$", "", name) if c.isupper() or c.isdigit()]
    initials = [part[0].lower() for word in before[-9:] for part in re.split(r"[-/]", word.strip("(),\"'")) if part]
    if not letters or not initials or letters[0] not in initials:
        return False
    position = 0
    for initial in initials:
        if position < len(letters) and initial == letters[position]:
            position += 1
    capitals = sum(w[:1].isupper() for w in before[-len(letters) :])
    return position >= max(2, len(letters) - 1) and capitals >= 1 and not _is_borrowed(before)


def _is_borrowed(before: Sequence[str]) -> bool:
    """Whether a long form stands behind a preposition ("guided by the ..."): a means, not what is introduced."""
    at = len(before) - 1
    while at >= 0 and (
        before[at][:1].isupper() or (before[at] in ("for", "and", "of", "with") and before[at - 1][:1].isupper())
    ):
        at -= 1
    while at >= 0 and before[at] in ("the", "a", "an"):
        at -= 1
    return at >= 0 and before[at] in (
        "by",
        "on",
        "using",
        "via",
        "from",
        "into",
        "upon",
        "through",
        "leveraging",
        "with",
    )


def _before_passive(sentence: str, end: int) -> Iterator[str]:
    head = sentence[:end]
    for match in _WORD_AT.finditer(head):
        if (
            _is_special(match.group())
            and match.group() not in _COMMON
            and not _BEHIND_PREPOSITION.search(head[: match.start()])
        ):
            yield match.group()
            return


def _is_special(word: str) -> bool:
    return bool(_SPECIAL.search(word)) and word not in _COMMON


def _is_new(name: str, seen: str, title: str) -> bool:
    """A coined name isn't used before it is introduced, but in the title."""
    if (
        name in _COMMON
        or len(name) < 2
        or name.endswith(("-based", "-style", "-guided", "-aware", "-driven", "-level", "-like"))
        or _ABBREVIATION.fullmatch(name)
        or name.lower() in ("the", "this")
    ):
        return False
    return not (_stands(name, seen) or _stands(f"{name}s", seen)) or _stands(name, title.split(":")[0], whole=True)


def _stands(name: str, text: str, *, whole: bool = False) -> bool:
    """Whether a name stands in a text, no part of a longer word; `whole`: nor with a part behind a hyphen."""
    return any(not (whole and text.startswith("-", end)) for _, end in _places(name, text))


def _places(name: str, text: str, *, hyphen: bool = False) -> Iterator[Span]:
    """Where a name stands in a text; `hyphen`: also behind a hyphen."""
    for start in occurrences(name, text):
        end = start + len(name)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (_is_of_word(before) or (before == "-" and not hyphen) or _is_of_word(after)):
            yield start, end


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


_PREFIX = re.compile(r"(?<![\w-])([A-Z][a-z]+)-$")
_SUFFIX = re.compile(r"(?:-([A-Z]\w*))?(?![\w-])")
_LONGEST_PREFIX = 40


def _variants(names: Sequence[str], text: str) -> Iterator[str]:
    """Names built on a coined one: "VTrans" and "Fast-VTrans", "MatFormer language model (MatLM)"."""
    shorts: list[str] | None = None
    for name in names:
        if len(name) < 3 or " " in name:
            continue
        yield from _lengthened(name, text)
        if _is_special(name):
            shorts = _SHORT.findall(text) if shorts is None else shorts
            for other in shorts:
                if (
                    other not in names
                    and not _is_size_of(other, names)
                    and name[:3] == other[:3]
                    and _is_special(other)
                ):
                    yield other


def _lengthened(name: str, text: str) -> Iterator[str]:
    """A name with a word before or behind it that is no mark of a size."""
    for start, end in _places(name, text, hyphen=True):
        suffix = _SUFFIX.match(text, end)
        prefix = _PREFIX.search(text, max(0, start - _LONGEST_PREFIX), start)
        if suffix is None or (prefix is None and text[start - 1 : start] == "-"):
            continue
        parts = [part for part in (prefix and prefix[1], suffix[1]) if part]
        if parts and not any(_SIZE_SUFFIX.fullmatch(part) for part in parts):
            yield text[prefix.start() if prefix else start : suffix.end()]
