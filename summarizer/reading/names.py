"""Names: what the authors call what they introduce."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.folding import occurrences
from summarizer.marks import Marks
from summarizer.reading.vocabulary import words
from summarizer.sentences import Span

_WORD = (
    r"(?:[A-Z][\w@]*(?:[-+/.&][\w+]+)*\+*|[a-z]+[A-Z][\w]*(?:-[\w]+)*|[a-z]+-[A-Z][\w]*(?:-[\w]+)*"
    r"|\d+[A-Z][A-Za-z][\w]*(?:-[\w]+)*)"
)
_STYLE = r"\\(?:text(?:bf|it|sc|tt|sf)|emph)\{"
_RUN = rf"{_WORD}(?:\s(?:(?:of|for|and|via|in|iN|to|with|on)\s)?{_WORD}){{0,5}}"
_FIRST = re.compile(
    rf"[\"'“‘`*\s]*(?:(?:the|a|an|our|it|this|model|method|framework|simply|so-called|as)\s+[\"'“‘`]*)*"
    rf"(?:{_STYLE})?({_RUN})"
)
_CUE = re.compile(
    r"\b(?:called|named|dubbed|termed|coined(?: as)?|namely|nicknamed|titled|entitled|abbreviated(?: as| to)?"
    r"|known as|denoted(?: as| by)?|code-?named|branded"
    r"|(?:[Ww]e|which we|that we) (?:further )?(?:call|name|term|dub|coin)(?: it| our \w+(?: \w+)?"
    r"| this \w+(?: \w+)?| the \w+(?: \w+){0,3}?| them)?(?: as)?"
    r"|(?:refer(?:red)? to)(?: it| this \w+)? as)\b[,:]?"
)
_PHRASED = re.compile(rf"\s(?:the |an? )?([a-z][\w-]*(?: [\w-]+){{1,7}}) \(({_WORD})\)")
_CUES = words(
    "called named dubbed termed coined namely nicknamed titled entitled abbreviated known denoted codenamed branded "
    "call name term dub coin refer referred"
)
"""Plain words of which a sentence must hold one for a cue; so with the other sets of this kind."""
_STEMS = words(
    "propos introduc present develop design devis build built construct creat releas contribut describ unveil offer "
    "formulat formaliz formalis implement instantiat showcas establish open-sourc launch deriv curat collect compil "
    "assembl"
)
_ENDINGS = ("es", "ed", "e", "s", "ing", "")
_VERB = rf"(?:(?:{'|'.join(sorted(_STEMS))}|put forward)(?:{'|'.join(_ENDINGS)}))"
_VERBS = {stem.removeprefix("open-") + ending for stem in _STEMS for ending in _ENDINGS} | words("forward forwards")
_INTRODUCES = re.compile(
    rf"(?:\b(?:[Ww]e|[Pp]aper|[Ww]ork|[Ss]tudy|[Aa]rticle|[Rr]eport|[Aa]uthors"
    rf"|[Cc]ontributions?)\b[^.;]{{0,60}}?|\band (?:\w+ly )?|\bby )\b{_VERB}\b(?: and {_VERB})?"
)
_PASSIVES = words("proposed introduced presented developed designed created released")
_OFFERS = words("proposed introduced presented")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were) (?:then |hereby |thus |further |also )?(?:proposed|introduced|presented|developed"
    r"|designed|created|released)\b"
)
_NOUNS = words(
    "framework model method approach algorithm architecture network system benchmark dataset module mechanism library"
    " toolkit policy scheme technique strategy variant backbone pipeline suite corpus layer attention transformer"
    " optimizer loss engine agent compiler kernel language metric protocol paradigm block decoder encoder head solver"
    " platform"
)
_NOUN = rf"(?:data set|{'|'.join(sorted(_NOUNS))})s?"
_NOVEL = words("our proposed new novel resulting final")
_PROPOSED = re.compile(
    rf"\b(?:[Oo]ur|(?:[Tt]he|[Tt]his) (?:newly )?(?:[Pp]roposed|new|novel|resulting|final))(?:\s[\w-]+){{0,4}}?"
    rf"\s{_NOUN},? (?:the )?({_RUN})(?=[\s,.(])"
)
_NOUN_NAME = re.compile(rf"\b{_NOUN} ({_WORD})(?=[,.;]|\s(?:and|that|which|to|for|with|by)\b)")
_NAME_NOUN = re.compile(rf"\b(?:an?|the|our) (?:[\w-]+ ){{0,2}}?({_WORD}) (?:self-attention |attention )?{_NOUN}\b")
_RUN_AT = re.compile(_RUN)
_ALSO = re.compile(rf"(?:,\s|\sand\s|,\sand\s)(?:the\s)?({_WORD})(?=[\s,.])")
_EXPLAINED = re.compile(r"[}\"”'’]?(?:[,:]|\.$|\s?(?:--|[–—])|\s(?:to|that|which|whose|for|as|a|an)\b| \()")
_PLAIN = re.compile(
    rf"\s(?:{_STYLE})?((?!an?\b|the\b|our\b|new\b|novel\b|two\b|three\b|several\b)[a-zA-Z][\w-]{{2,}}"
    r"(?: (?!and\b|or\b|of\b)[a-z][\w-]+)?)\}?, an? "
)
_CLAUSE = re.compile(r"[^.;]{0,400}")  # bounded: every verb of an endless sentence looks ahead
_BEHIND_PREPOSITION = re.compile(r"\b(?:of|in|on|with|from|for|by|using|into)\s$")
_ABBREVIATION = re.compile(r"[A-Z]{2,3}s|(?:pre|post|non|multi|cross|self|mini|sub|inter|intra|co)-[A-Z]{2,}s?")
_ADJECTIVE = re.compile(
    r"-(?:\w+ed|style|aware|driven|level|like|free|agnostic|efficient|specific|centric|oriented)$", re.IGNORECASE
)
_WORD_AT = re.compile(_WORD)
_FILLER = re.compile(
    rf"\s*(?:(?:and|also|here|further|then|to|the|a|an|our|two|three|four|five|new|novel|simple|simply|yet"
    rf"|effective|efficient|first|several|series|family|of|"
    rf"different|lightweight|unified|general|in|this|paper|work|article|study|called|,|:|{_STYLE})\s*)*"
)
_IN_BRACKETS = re.compile(
    rf"\(\s*(?:abbreviated as |dubbed |called |named |denoted as |or |aka "
    rf"|a\.k\.a\.? )?[\"'“]?({_WORD})[\"'”]?\s*[),;]"
)
_SHORT = re.compile(rf"[}}\"'“]?\s?{_IN_BRACKETS.pattern}")
_APPOSITION = re.compile(rf"[,:]\s+({_WORD})(?=,(?! [A-Z])|\.?$|;|\s\(|\s(?:that|which|whose|to|a|an|for)\b)")
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
    seen, own, own_from = "", False, 0
    for (start, end), said in zip(marks.sentences[1:_OPENING], marks.words[1:_OPENING], strict=True):
        sentence = text[start:end]
        own = own or not said.isdisjoint(_OWN)
        names = [*_introduced(sentence, said, own=own)]
        own = own or bool(names)
        if own:
            names.extend(_built(sentence, said))
        else:
            seen += " " + sentence
            own_from = end
        found.extend(n for n in names if _is_new(n, seen, marks.paper.title))
    if not found:
        found.extend(_achieving(marks))
    found = found[: 2 * _MOST]
    found = [name for name in dict.fromkeys(found) if not _is_size_of(name, found)]
    return list(dict.fromkeys((*found, *_variants(found, text[own_from : own_from + _SEARCHED]))))[:_MOST]


_OWN = words("we our paper work study article")
_BRACKETED = re.compile(rf"\(({_WORD})\)(?!-)( {_NOUN}\b)?")
_PHRASE_ENDS = words(
    "the of by for with via from in on that which using to and or into is are has as into through between under at"
)
_APPOSED = re.compile(rf", ({_WORD})(?=,(?! [A-Z])| \()")
_SUBJECT = re.compile(
    rf"(?:[A-Z]\w+, )?({_WORD}) (?:\w+ly |also |then )?(?!is\b|was\b|has\b)[a-z]+s (?:an?|the|each|both|all|its|their"
    r"|our|up|over|on|with|in|from|to|state-of-the-art|\d\S*)\s"
)
_MARKERS = words("a an our comprising comprises")
_MADE_OF = words("composed consists consist consisting comprised")
_LISTED = re.compile(rf"(?: {_NOUN})?(?:,|,? and) (?:an? |the )?([^,;:.()]{{3,80}})")
_PARTS = rf"(?:an? |the )?(?:novel |new )?(?:{_STYLE})?({_RUN})"
_MENTIONS: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (words("proposed resulting"), re.compile(rf"\b(?:[Tt]he|[Oo]ur) (?:proposed|resulting) ({_WORD})\b")),
    (
        words("novel new newly"),
        re.compile(rf"\b(?:[Aa]|[Tt]he|[Oo]ur) (?:novel|new|newly \w+) ({_WORD}) {_NOUN}\b"),
    ),
    (
        words("obtain resulting yielding results"),
        re.compile(rf"\b(?:[Tt]o obtain|resulting in|yielding|results in|[Ww]e obtain) (?:the )?({_WORD})\b"),
    ),
    (
        words("module modules mechanism strategy block layer scheme loss"),
        re.compile(rf"\b[Aa]n? ({_WORD}) (?:module|mechanism|strategy|block|layer|scheme|loss)\b"),
    ),
    (words("i ii 1 2"), re.compile(rf"\((?:i+|iv|v|\d)\) {_PARTS}(?= -|:|,| that| which)")),
)
"""Ways of naming a single word, each with plain words of which a sentence must hold one; so with the next."""
_PART_MENTIONS: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (words("our"), re.compile(rf"\bOur ({_WORD}(?: {_WORD}){{0,2}}) (?:\w+ly )?[a-z]+s\b")),
    (
        words("feature features featuring introduces introducing"),
        re.compile(rf"\b(?:features?|featuring|introduces|introducing) {_PARTS}"),
    ),
)


def _built(sentence: str, said: frozenset[str]) -> Iterator[str]:
    """The names that a paper's own sentence uses for parts and results of its work."""
    if "(" in sentence:
        yield from _abbreviated(sentence)
    if (subject := _SUBJECT.match(sentence)) and _is_special(subject[1]):
        yield subject[1]
    for apposed in _APPOSED.finditer(sentence):
        before = sentence[max(0, apposed.start() - 20) : apposed.start()].split()
        if before and before[-1] in _NOUNS and _is_special(apposed[1]):
            yield apposed[1]
    for needed, form in _MENTIONS:
        if not said.isdisjoint(needed):
            yield from (name for name in form.findall(sentence) if _is_special(name.split()[0]))
    for needed, form in _PART_MENTIONS:
        if not said.isdisjoint(needed):
            yield from (n for n in form.findall(sentence) if _is_special(n.split()[0]) or " " in n)


def _abbreviated(sentence: str) -> Iterator[str]:
    """The short form of a phrase that an indefinite article marks as new, and of those listed with it.

    "a nested tour module (NTM) and depot memory (DM)".
    """
    last = -1
    for match in _BRACKETED.finditer(sentence):
        name = match[1]
        if not _is_special(name):
            continue
        phrase, offered = _phrase_before(sentence, match.start())
        capitals = sum(word[:1].isupper() for word in phrase)
        listed = last >= 0 and _LISTED.fullmatch(sentence, last, match.start())
        marked = match[2] or capitals >= 3 or (offered and len(_letters(name)) > 3)
        if _fits(name, listed[1].split()) if listed else marked and _fits(name, phrase):
            yield name
            last = match.end(1) + 1


def _phrase_before(sentence: str, end: int) -> tuple[Sequence[str], bool]:
    """The words from an indefinite article up to a place, and whether a verb of introducing stands before them."""
    before = sentence[max(0, end - 140) : end].split()
    for at in range(len(before) - 1, -1, -1):
        word = before[at].lower()
        if word in _MARKERS or (word == "of" and before[at - 1] in _MADE_OF):
            return before[at + 1 :], before[at - 1] in _VERBS
        if word in _PHRASE_ENDS or word[-1] in ",;:.":
            return (before[at + 1 :] if at == 0 and word[-1] == "," else ()), False
    return before if end < 140 else (), False


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


_HEADED = re.compile(r"([^:–—]{2,80}?)(?:\s\(([A-Z][\w-]+)\))?(?::|\s(?:--?-?|[–—])\s)(.*)", re.DOTALL)
_VERSION = re.compile(r"v?\d+(?:\.\d+)*")


def _of_title(title: str, body: str) -> Iterator[str]:
    """The words before the colon or dash, where the abstract uses them as a name, or their short form in brackets."""
    headed = _HEADED.match(title)
    if headed is None or _SURVEY.match(headed[3].strip().removeprefix("A ").removeprefix("An ").strip()):
        return
    head = headed[1].strip(" \"'“”").removeprefix("The ")
    parts = head.split()
    if headed[2] and _is_special(headed[2]) and _fits(headed[2], parts):
        yield headed[2]
    elif _is_name(parts) and (_stands(head, body) or (_SPECIAL.search(head) and len(parts) == 1)):
        yield head


def _is_name(parts: Sequence[str]) -> bool:
    """Whether words can be a name, with the number of a version behind it: "Tour Planner 2.0"."""
    words = parts[:-1] if len(parts) > 1 and _VERSION.fullmatch(parts[-1]) else parts
    return 0 < len(parts) <= 4 and " ".join(parts) not in _COMMON and all(map(_WORD_AT.fullmatch, words))


def _introduced(sentence: str, said: frozenset[str], *, own: bool) -> Iterator[str]:
    """The names a sentence introduces; `said` are its plain words, `own` whether the own work has been spoken of."""
    verbs = list(_INTRODUCES.finditer(sentence)) if not said.isdisjoint(_VERBS) else []
    if not said.isdisjoint(_NOVEL) and (match := _PROPOSED.search(sentence)):
        yield from _named(sentence, match)
    offers = own or not said.isdisjoint(_VERBS)
    for cue in _CUE.finditer(sentence) if offers and not said.isdisjoint(_CUES) else ():
        if verbs or not cue.group().startswith("known as"):
            yield from _after_cue(sentence, cue)
    for verb in verbs:
        yield from _after_verb(sentence, verb.end())
    if verbs:
        yield from _defined(sentence, verbs[0].end())
        for form in (_NOUN_NAME, _NAME_NOUN):
            yield from (
                m.group(1)
                for m in form.finditer(sentence, verbs[0].end())
                if _is_special(m.group(1)) and not _BEHIND_PREPOSITION.search(sentence, 0, m.start())
            )
    elif not said.isdisjoint(_PASSIVES if own else _OFFERS) and (passive := _PASSIVE.search(sentence)):
        yield from _defined(sentence, 0)
        yield from _before_passive(sentence, passive.start())


def _named(sentence: str, match: re.Match[str]) -> Iterator[str]:
    short = _SHORT.match(sentence, match.end() + 1)
    name = short.group(1) if short else match.group(1).split()[0]
    if _is_special(name):
        yield name


def _after_cue(sentence: str, cue: re.Match[str]) -> Iterator[str]:
    end = cue.end()
    if phrase := _PHRASED.match(sentence, end):
        words_before = f"{cue[0].partition(' the ')[2]} {phrase[1]}".split()  # the cue may have taken the first ones
        if _fits(phrase[2], words_before):
            yield phrase[2]
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
    if plain := _PLAIN.match(sentence, end):
        yield plain[1]
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
        elif len(run.split()) <= 3 and not set(run.split()) <= _COMMON and _EXPLAINED.match(sentence, first.end()):
            yield run
    clause = _CLAUSE.match(sentence, end)
    for match in _APPOSITION.finditer(sentence, end, (clause.end() if clause else end) + 1):
        if _is_special(match.group(1)) and match.group(1) not in _COMMON:
            yield match.group(1)
            return


def _defined(sentence: str, start: int) -> Iterator[str]:
    """Long forms with their short ones: "Long Short Distance Attention (LSDA)"."""
    for match in _IN_BRACKETS.finditer(sentence, start):
        name = match.group(1)
        before = sentence[max(0, match.start() - 90) : match.start()].split()
        joined = sentence.startswith(")-", match.end() - 1)
        if not joined and _is_special(name) and _abbreviates(name, before):
            yield name


def _abbreviates(name: str, before: Sequence[str]) -> bool:
    """Whether a name is short for the capitalised words before it, which the sentence introduces."""
    letters = _letters(name)
    capitals = sum(w[:1].isupper() for w in before[-len(letters) :])
    return capitals >= 1 and _fits(name, before) and not _is_borrowed(before)


def _letters(name: str) -> list[str]:
    return [c.lower() for c in re.sub(r"s$", "", name) if c.isupper() or c.isdigit()]


def _fits(name: str, before: Sequence[str]) -> bool:
    """Whether a name's letters stand in order in the words before it, the first one at the start of a word."""
    letters = [c for c in re.sub(r"s$", "", name).lower() if c.isalnum()]
    phrase = " ".join(before[-2 * len(letters) :]).lower()
    at = len(phrase)
    for letter in reversed(letters[1:]):
        at = phrase.rfind(letter, 0, at)
        if at < 0:
            return False
    return bool(letters) and any(phrase[i] == letters[0] and not phrase[i - 1 : i].isalnum() for i in range(at))


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
        "in",
        "for",
        "of",
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
        or _ADJECTIVE.search(name)
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
        yield from _related(name, text)
        if _is_special(name):
            shorts = _IN_BRACKETS.findall(text) if shorts is None else shorts
            for other in shorts:
                if (
                    other not in names
                    and not _is_size_of(other, names)
                    and name[:3] == other[:3]
                    and not name.startswith(other)
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


_FAMILY = re.compile(r"(?:[A-Z][a-z]{2,}){2}(?=-)|[A-Z][a-z]{2,}(?=[A-Z])")
_MEMBER = re.compile(r"-?[A-Z]\w+(?![\w-])")


def _related(name: str, text: str) -> Iterator[str]:
    """Names that begin as a coined one does: "TourPlanner" and "TourBench"."""
    family = _FAMILY.match(name)
    if family is None:
        return
    for start in occurrences(family[0], text):
        rest = _MEMBER.match(text, start + len(family[0]))
        if rest is None or _is_of_word(text[start - 1 : start]):
            continue
        other = family[0] + rest[0]
        if not name.startswith(other) and not _is_size_of(other, [name]):
            yield other
