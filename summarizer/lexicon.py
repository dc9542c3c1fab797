"""Lexicon: the words by which scientific prose speaks of change, of bounds, and of whose work it is.

All data, no code: regular expressions in lower case, for texts in lower case (or without regard to case). Extend it by
adding alternatives; nothing here may be there for one paper only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from summarizer.records import Bound

Effect = Literal["better", "worse", "down", "up", "same"]
"""What a word of change says: of the subject (`better`, `worse`, `same`), or of an amount (`down`, `up`)."""

CHANGES: tuple[tuple[Effect, str], ...] = (
    ("better", r"more (?:compact|economical|scalable|lightweight|affordable|frugal)(?:ly)?"),
    ("better", r"more (?:[\w-]+[\s-])?efficient(?:ly)?|less (?:expensive|costly|time-consuming|demanding|intensive)"),
    ("worse", r"less (?:[\w-]+[\s-])?efficient(?:ly)?|more (?:expensive|costly|time-consuming|demanding)"),
    ("better", r"as (?:fast|quick(?:ly)?|efficient(?:ly)?|cheap)\b"),
    ("worse", r"at (?:the|an?) (?:cost|expense|price) of|sacrific\w*|lag(?:s|ged|ging)?|underperform\w*|inferior"),
    ("up", r"add(?:s|ed|ing)?|incur(?:s|red|ring)?|introduc(?:es?|ing)\s(?:an?\s|only\s|just\s|about\s)?(?=\d)"),
    ("worse", r"as (?:slow(?:ly)?|expensive|costly)\b"),
    (
        "better",
        r"speed(?:s|ed|ing)?[\s-]?ups?|sped[\s-]up|accelerat\w*|fast(?:er|est)|quick(?:er|ly|est)|sooner|earlier"
        r"|cheaper"
        r"|lighter|leaner",
    ),
    (
        "better",
        r"compress\w*|improv\w*|better|outperform\w*|superior|gains?|sav(?:e|es|ed|ing|ings)|advantages?"
        r"|benefits?|outpac\w*|exceed\w*|surpass\w*|boost\w*|enhanc\w*",
    ),
    (
        "worse",
        r"slow(?:er|s|ed|ing)?(?:[\s-]?downs?)?|worse\w*|degrad\w*|overheads?|costlier|penalt(?:y|ies)|heavier"
        r"|inefficien\w*",
    ),
    (
        "down",
        r"reduc\w*|decreas\w*|decrement\w*|lower(?:s|ed|ing)?|cut(?:s|ting)?|few(?:er|est)|less(?:er)?|small(?:er"
        r"|est)|short(?:er|est|ens?)",
    ),
    (
        "down",
        r"shr(?:ink|inks|inking|ank|unk)|drop(?:s|ped|ping)?|halv\w*|minimi[sz]\w*|diminish\w*|trim\w*"
        r"|prun(?:e|es|ed|ing)|evict(?:s|ed|ing)?",
    ),
    (
        "down",
        r"remov\w*|discard\w*|eliminat\w*|skip\w*|fall(?:s|ing)?|fell|declin\w*|slash\w*|curtail\w*|lessen\w*"
        r"|alleviat\w*|avoid\w*|free(?:s|d|ing)|spar(?:es|ed|ing)(?!\w)|exclud\w*|omit\w*",
    ),
    (
        "up",
        r"increas\w*|higher|more|larg(?:er|est)|bigger|long(?:er|est)|greater|additional|extra|gr(?:ow|ows"
        r"|owing|owth|ew|own)",
    ),
    (
        "up",
        r"rais(?:e|es|ed|ing)|ris(?:e|es|ing)|rose|(?:doubl|tripl|quadrupl)(?:e[sd]?|ing)\b|twice|enlarg\w*|extend\w*",
    ),
    ("up", r"(?<!nodes )expand\w*\b(?! nodes)|scal(?:e|es|ed|ing) up|lengthen\w*|deeper|wider"),
)
"""Words of change; where two match at one place the earlier entry holds."""

COMPARATIVES = (
    r"more|less|few(?:er|est)|small(?:er|est)|larg(?:er|est)|bigger|high(?:er)|lower|long(?:er|est)"
    r"|short(?:er|est)|better|worse|fast(?:er|est)|slower|additional|extra|greater|deeper|wider|heavier"
    r"|lighter|cheaper|costlier"
)
"""Words of change that only describe a noun when they stand before it: a verb near a number outranks them."""

SAME = (
    r"same|equal\w*|equivalent\w*|compar(?:able|ably)|similar\w*|match\w*|on par|par with|parity"
    r"|identical\w*|negl(?:igib|ectab)\w*|minimal\w*"
    r"|\bno\b|without|with(?:in)? (?:little|few)|almost|nearly|as \w+ as|free\b|little|slight\w*"
    r"|maintain\w*|keep\w*|preserv\w*|retain\w*|competitive"
    r"|unchanged|constant|still|zero|marginal\w*|not\b|never|does n[o']t|on a par|iso-\w+|fixed|rival\w*|close to"
)
"""Words by which a text says that a cost stays the same."""

GOODS = (
    r"through-?put|goodput|battery[\s-](?:life|lifetime)|per watt|per joule|per dollar|mfu\b"
    r"|speed(?![\s-]?up)|fps|frames? per second|frame rate"
    r"|efficienc(?:y|ies)|savings?"
    r"|compression(?!\s(?:time|cost|speed|latency|error|overhead))|sparsity|gains?|per[\s-]second|tokens/s"
    r"|batter(?:y|ies)[\s-]li(?:fe|ves)(?:times?)?|(?:maximum|maximal|max|longest|supported)[\s-](?:[\w-]+[\s-])?lengths?"
    r"|performance|batch(?:es)?(?:[\s-]sizes?)?|scalability|acceleration|parallelism"
)
"""Things of which more is better."""

EITHER = r"bandwidth|capacity|utili[sz]ation"
"""Things of which having more and using less are both better."""

NEEDS = r"steps?|iterations?|evaluations?|passes|epochs?|depth|layers?|blocks?|nfes?|lengths?|tokens?|calls?"
"""What is needed rather than handled: less of it is better, also where the metric is capacity."""

COSTS = (
    r"latenc\w*|times?\b|memor\w*|costs?|flops?|macs|param\w*|weights"
    r"|weight\b(?= (?:count|storage|memory|reduction))|sizes?|energy|power|overheads?"
    r"|footprint|compute\b|computation\w*|cache"
    r"|storage|budget|resources?|delay|consumption|usage|complexity|carbon|emissions?|slow-?downs?|runtime"
    r"|data\b|samples?\b|labels?\b|examples\b|annotations?\b|price|expenses?|requirements?|demands?"
    r"|traffic"
    r"|burden|pressure|lengths?|loss(?:es)?|gaps?|tokens?\b(?!/| per| a second)|features\b|degrees of freedom"
    r"|dofs?\b|degradation|bubbles?|stalls?|drops?\b|load\b|waste|accesses"
)
"""Things of which less is better."""

NEGATIONS = r"not|never|without|no|neither|nor|cannot|hardly|n['’]t|rather than|instead of|fails? to"
"""Words that take a change back."""

HEDGES: Mapping[Bound, str] = {
    "up_to": r"up[\s-]?to|at (?:the )?most|as (?:much|many|high|low) as|maximum|max\b|peak|within|(?:less|fewer"
    r"|lower|smaller|shorter) than|under|below"
    r"|(?:<|&lt);?|≤|no more than|not more than|at best|\\leq?|\\lt",
    "at_least": r"at ?(?:the )?least|(?:more|greater|larger|higher|better|longer) than|over|above|exceed\w*|beyond"
    r"|surpass\w*|(?:>|&gt);?|≥|\+|minimum|no less than"
    r"|or more|hundreds|thousands|\\geq?|\\gt|well over|as few as",
    "approx": r"about|around|approx\w*|roughly|nearly|almost|some|circa|ca\.|close to|[~∼≈≃]|\\sim|\\approx|sim\b"
    r"|sim ?\d|on the order of|in the order of|orders? of magnitude",
    "average": r"averag\w*|mean\b|median\b|typically|typical",
}
"""Words that say how a number is meant."""

AMOUNT_WORDS: Mapping[str, float] = {
    **{
        word: float(value)
        for value, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
    },
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
"""Words that say an amount by themselves ("hundreds of models", "trillion-parameter")."""

OWN = (
    r"\b(?:we\b(?! have (?:witnessed|seen)| live| know)|our(?:s|selves)?\b|herein\b|(?:this|the present|the current)"
    r" (?:paper|work|study|article|survey|report|thesis|review|letter|manuscript|research|dissertation"
    r"|chapter|preprint)\b"
    r"|the (?:paper|article|authors?|manuscript)\b|i (?:propose|present|show|introduce|study|find|describe|develop)\b"
    r"|(?:is|are) (?:hereby |first |then |thus )?(?:proposed|presented|introduced|devised)\b"
    r"|a (?:new|novel) (?:[\w-]+ ){0,4}?(?:method|approach|framework|model|architecture|algorithm"
    r"|technique|system|scheme"
    r"|strategy|mechanism|attention|transformer|network|library|kernel|optimi[sz]er|encoder|decoder)s?\b"
    r"|the (?:newly )?(?:proposed|presented|introduced|developed|designed) |proposed (?:method|approach"
    r"|model|framework|system)"
    r"|(?:extensive|comprehensive|thorough) (?:\w+ ){0,2}(?:experiments|evaluations?|ablations?|stud(?:y"
    r"|ies)|results|analys[ei]s)\b"
    r"|(?=[erafs])(?<!recent )(?<!prior )(?<!previous )(?<!existing )(?<!earlier )"
    r"(?:experiments|results|evaluations?|analys[ei]s|findings|simulations)\b"
    r"(?: [\w-]+){0,8}? (?:show|demonstrate|confirm|indicate|reveal|suggest|prove|verify|validate))"
)
"""Words by which authors speak of their own work."""

OWN_NEEDED = frozenset(
    (
        *("we", "our", "ours", "ourselves", "herein", "author", "authors"),
        *("paper", "work", "study", "article", "survey", "report", "thesis", "review", "letter", "manuscript"),
        *("research", "dissertation", "chapter", "preprint"),
        *("propose", "present", "show", "introduce", "find", "describe", "develop"),
        *("proposed", "presented", "introduced", "devised", "developed", "designed", "new", "novel"),
        *("extensive", "comprehensive", "thorough", "experiments", "results", "evaluation", "evaluations"),
        *("analysis", "analyses", "findings", "simulations"),
    )
)
"""Plain words of which each alternative of `OWN` holds one: where none is said, none of them can stand."""

OTHERS = (
    r"\b(?:(?:existing|previous|prior|traditional|conventional|classical|current|recent|earlier|typical"
    r"|other|standard|vanilla"
    r"|state-of-the-art|sota|popular|today['’]s)(?: [\w()-]+){0,3}? (?:methods?|approach(?:es)?|works?|techniques?"
    r"|models?|studies|solutions?|systems?|algorithms?|transformers?|architectures?|networks?|efforts?"
    r"|literature|attention"
    r"|variants?|frameworks?|designs?|art|pipelines?|implementations?|mechanisms?|schemes?|researchers?"
    r"|baselines?|encoders?|decoders?|layers?|kernels?|libraries|optimi[sz]ers?)\b|prior art\b"
    r"|(?:most|many|several|numerous) (?:works|methods|approaches|studies|efforts|researchers|authors)\b"
    r"|previously (?:known|proposed|published|reported|studied|best)(?: [\w()-]+){0,3}? (?:methods?|approach(?:es)?"
    r"|algorithms?|techniques?|models?|results?|bounds?|works?|solutions?|systems?)\b"
    r"|et al\b\.?)"
)
"""Words by which authors speak of the work of others."""

OTHERS_FIRST = frozenset(
    (
        *("existing", "previous", "prior", "traditional", "conventional", "classical", "current", "recent", "earlier"),
        *("typical", "other", "standard", "vanilla", "state", "sota", "popular", "today", "most", "many", "several"),
        *("numerous", "et", "previously"),
    )
)
"""The plain words that the alternatives of `OTHERS` begin with: where none is said, none of them can stand."""

PROBLEMS = (
    r"\bsuffer(?:s|ed|ing)?\b|\bhowever\b|\bunfortunately\b|\bnotorious\w*|\b(?:well[- ])?known (?:to"
    r"|for)\b|\bwell[- ]known\b"
    r"|\b(?:has|have) (?:been|become|emerged|attracted|revolutioni[sz]ed|gained)\b|\btypically\b"
    r"|\busually\b|\bcommonly\b|\bhinder\w*"
    r"|\bprohibitive\w*|\bremains? (?:a|an|challenging|difficult|costly|expensive)\b|\bbottlenecks?\b|\bdue to\b"
)
"""Words of the problem; they count where a text never says "we", "our" or "this paper"."""

COMPARED = (
    r"\bthan\b|\bover\b|\bas \w+ as\b|\bcompared (?:to|with|against)\b|\bin comparison (?:to|with)\b"
    r"|\brelative to\b|\bwith respect to\b|\bversus\b|\bvs\b\.?|\bagainst\b"
    r"|\boutperform(?:s|ed|ing)?\b|\bsurpass(?:es|ed|ing)?\b|\bunlike\b|\bexceed(?:s|ed|ing)?\b|\bbeat(?:s"
    r"|en|ing)?\b|\bcompare[ds]? favou?rably (?:to|with)\b"
)
"""Words behind which stands what something is compared with."""

DESCRIPTIVE = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "baseline",
        "baselines",
        "best",
        "both",
        "by",
        "compared",
        "conventional",
        "counterpart",
        "counterparts",
        "current",
        "default",
        "dense",
        "existing",
        "faster",
        "for",
        "from",
        "full",
        "fully",
        "general",
        "generic",
        "in",
        "is",
        "it",
        "its",
        "large",
        "larger",
        "latest",
        "method",
        "methods",
        "model",
        "models",
        "most",
        "naive",
        "network",
        "networks",
        "no",
        "non",
        "of",
        "on",
        "or",
        "original",
        "other",
        "our",
        "ours",
        "over",
        "paper",
        "per",
        "plain",
        "popular",
        "previous",
        "prior",
        "proposed",
        "random",
        "recent",
        "same",
        "several",
        "single",
        "small",
        "smaller",
        "sota",
        "standard",
        "state",
        "state-of-the-art",
        "strong",
        "such",
        "system",
        "systems",
        "the",
        "their",
        "this",
        "to",
        "traditional",
        "transformer",
        "transformers",
        "typical",
        "under",
        "unpruned",
        "using",
        "vanilla",
        "vs",
        "we",
        "when",
        "with",
        "without",
        "work",
        "works",
        "approach",
        "approaches",
        "algorithm",
        "algorithms",
        "architecture",
        "architectures",
        "variant",
        "variants",
        "framework",
        "all",
        "average",
        "across",
        "each",
        "every",
        "any",
        "top",
        "pre",
        "post",
        "real",
        "time",
        "training",
        "inference",
        "test",
        "batch",
        "size",
        "ours",
        "based",
    ]
)
"""Words that describe rather than name, so that a claim may use them where the text does not."""
