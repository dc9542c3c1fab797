"""Names and kinds of papers: what the authors call their work, and what sort of work it is."""

import time

import pytest

from summarizer.errors import SettingsError
from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.reading.naming.names import names_of
from summarizer.reading.paper.kinds import contribution_of
from summarizer.reading.paper.subjects import topics_of
from summarizer.topics import load_topics

TITLE = "Planning Tours from Those of Yesterday"
NAMED = [
    ("We propose a quick night framework VanKeep (a keeper of vans) with depots.", ["VanKeep"]),
    ("We ease this by two ideas. We tackle it through two innovations: Depot Tide Listing (DTL), and more.", ["DTL"]),
    ("We plan tours. A two-stage van sorting mechanism (TVSM) keeps order.", ["TVSM"]),
    ("We propose a quick Coast-to-Harbour Listing (C2HL) framework.", ["C2HL"]),
    ("We collect a labelled dataset (VT7K) of tours.", ["VT7K"]),
    ("Tours are long. To address this, a Van-Tour Listing Framework (VTLF) is designed for depots.", ["VTLF"]),
    ("We propose Tour Aware Recursive Harbour Planning that orders stops.", ["Tour Aware Recursive Harbour Planning"]),
    (
        "We propose Stop-wise Depot Sorting and Lake-Aware Tour Sorting to order stops.",
        ["Stop-wise Depot Sorting", "Lake-Aware Tour Sorting"],
    ),
    (
        "We propose FenTour, a planner. We add two modules, namely GloVan and ArcVan.",
        ["FenTour", "GloVan", "ArcVan"],
    ),
    ("We propose FenTour, a planner. We use two benchmarks, namely GloVan and ArcVan.", ["FenTour"]),
    ("We introduce \\textbf{TourNet}, a planner of tours.", ["TourNet"]),
    ("We introduce tourlib-2, a library of tours.", ["tourlib-2"]),
    ("We present Larkspur. It keeps tours.", ["Larkspur"]),
    ("This paper presents a nested fleet routing module (NFRM) for depots.", ["NFRM"]),
    ("We plan tours with a fast depot search (FDS) algorithm and tour memory (TM) at dusk.", ["FDS", "TM"]),
    ("We present TourNet. The planner adopts a Shared Night Depot (SND) for vans.", ["TourNet", "SND"]),
    ("We present TourNet. It is composed of Depot Window Search (DWS) and van memory (VM).", ["TourNet", "DWS", "VM"]),
    ("We minimise what we call the weighted tour excess (WTE).", ["WTE"]),
    ("We present TourNet. TourNet features a Night Depot Merger for vans.", ["TourNet", "Night Depot Merger"]),
    ("We plan in two steps: (1) DepotMix -- a mixer of depots, and (2) a sorter.", ["DepotMix"]),
    ("We present TourNet, tried on TourBench by hand.", ["TourNet", "TourBench"]),
    ("We plan tours. The network, VanNet (2M parameters), is small.", ["VanNet"]),
    ("We plan tours. VanNet-X reaches a new depot.", ["VanNet-X"]),
    ("We release the Van&Depot dataset of tours.", ["Van&Depot"]),
    ("I develop VanMap, a planner of tours.", ["VanMap"]),
    ("We collect two tour datasets, L-Vans and H-Vans.", ["L-Vans", "H-Vans"]),
    ("We offer two new benchmarks: VanRecall and TourRecall, of long tours.", ["VanRecall", "TourRecall"]),
    ("In this paper, we introduce a novel benchmark TourQA focused on depots.", ["TourQA"]),
    ("We plan tours. Our proposed {\\bf VanFuse} reaches depots.", ["VanFuse"]),
    ("We trim tours. Our Trimmed Tour reduces cost.", ["Trimmed Tour"]),
    ("We propose a deep harbour tide estimator (DHTe) of waves.", ["DHTe"]),
    ("We introduce a modified glacier flow model (GFM-x) for ice.", ["GFM-x"]),
    ("We define the Tide Drift Score (TDS), a scalar of harbours.", ["TDS"]),
    ("We sort beetles. Our staged wing-vein matcher (SWM) is quick.", ["SWM"]),
    ("We sort beetles. Our plan, leaf-wise vein matching (L-VM), sums veins.", ["L-VM"]),
    ("We sort beetles. The key is Wing Vein Folding (WVF): a scheme of veins.", ["WVF"]),
    ("We sort beetles. The Vein Order Assumption (VOA) is formalized as a test.", ["VOA"]),
    ("We tie a sorter to Beetle100, a new set of wings.", ["Beetle100"]),
    ("We show that pupils lack what we call margin patience: they stop early.", ["margin patience"]),
    ("We measure wear. We call this figure the idle wear, and report it.", ["idle wear"]),
    ("We build a sorter, named Folding wing Vein Lister (FVL), of beetles.", ["FVL"]),
    ("We propose Wing-Agnostic Folding ($\\mathtt{WAF}$), which folds wings.", ["WAF"]),
    ("We propose Folding Wings By Night, a way of sorting.", ["Folding Wings By Night"]),
    ("We present a new family of tree cuts, Point Elm, which keeps bark.", ["Point Elm"]),
    ("We present an improved benchmark, Bark-Bench v2.3, and its key.", ["Bark-Bench v2.3"]),
    ("We propose Vein Lattice Sorter, a sorter. The VLS is quick.", ["VLS"]),
    ("We present VeinNet. Vein-Net sorts beetles.", ["VeinNet"]),
    ("We present Night Tour Keeper (NTK), a new planner. NTK is fast.", ["NTK"]),
    ("We propose Night Tour Keeper, a new planner. NTK is fast.", ["NTK"]),
    ("We propose Night Tour Keeper, built on tangent kernels (NTK). NTK is old.", ["Night Tour Keeper"]),
    ("We propose REST, which retrieves drafts of tours.", ["REST"]),
    ("We present CAM, a module of vans.", ["CAM"]),
    ("We introduce a planner called SLO.", ["SLO"]),
    ("We sort wings. We call these margin sinks, and prune them.", ["margin sinks"]),
    ("We sort wings. We call these beetles margin sinks, and prune them.", ["margin sinks"]),
    ("We sort wings. We call this figure the idle wear, and report it.", ["idle wear"]),
    (
        "We present TourNet. It relies on two parts: (1) Night Depot Search (NDS) and (2) Van Memory Bank (VMB).",
        ["TourNet", "NDS", "VMB"],
    ),
    ("We present TourNet. Tours meet in the Crossed Depot Gate (CDG) module.", ["TourNet", "CDG"]),
    ("We present TourNet. We borrow the Convolutional Depot Gate Module (CDGM).", ["TourNet"]),
    ("We present TourNet. Children pass two stages: Early Tour Age (ETA) and Late Tour Age (LTA).", ["TourNet"]),
    ("We present TourNet. The Crossed Depot Block (CDB) joins tours.", ["TourNet", "CDB"]),
    ("We present TourNet. Tours meet in the National Depot Survey (NDS).", ["TourNet"]),
    ("We propose a planner, Depot-on-Van (DoV), which plans.", ["DoV"]),
    ("We present TourNet. Code is at https://example.org/TourNet-Page.", ["TourNet"]),
    ("We propose Keeping Vans from Late Depots (KeVaD), a planner.", ["KeVaD"]),
    ("We propose depot steering via night tours (DSNT), which plans.", ["DSNT"]),
    ("We present a new class of tour keeping graphs (TK-Gs) for vans.", ["TK-Gs"]),
    ("We design Night-aware, van-based tours for Counting (NAVC) to plan.", ["NAVC"]),
    ("We offer a new data structure, the depot folding tree (DeFT): it sorts vans.", ["DeFT"]),
    ("We propose VN^2, which plans.", ["VN^2"]),
    ("We propose a van-wise tour keeper\xa0(VTK) of depots.", ["VTK"]),
    ("We propose a Tour Aware Meeting Plan (TAMP) module for vans.", ["TAMP"]),
    ("We propose two planners of tours (T$^2$VN) by night.", []),
    ("We propose Tour Turn Vans (T$^2$V), a planner.", ["T$^2$V"]),
    ("We present TourNet. TourNet++ sorts vans, and TourNet2 sorts depots.", ["TourNet", "TourNet++", "TourNet2"]),
    ("We plan tours. We share a new depot benchmark -- VanWell.", ["VanWell"]),
    ("We plan tours. They share our depot benchmark: VanWell.", ["VanWell"]),
    ("We introduce the GPS-Driven Tour Keeper, which plans.", ["GPS-Driven Tour Keeper"]),
    ("We propose a joint van and depot sorting net (VDSN), which plans.", ["VDSN"]),
    ("We propose a quick van-wise\n  tour keeper (VTK)\r\nof depots.", ["VTK"]),
    ("We propose **VanKeep**, a keeper of vans.", ["VanKeep"]),
    ("We propose **quay-turning**, a keeper of vans.", ["quay-turning"]),
    ("We propose a late tide keeping (\\texttt{LTK}) method.", ["LTK"]),
    ("We use a \\textbf{Depot Tide Listing (DTL)} scheme and propose VanKeep.", ["VanKeep", "DTL"]),
    ("We introduce Vanwoman 7x2B, a planner of tours.", ["Vanwoman 7x2B"]),
    ("We introduce Vans on the Wharf, a planner of tours.", ["Vans on the Wharf"]),
    ("This paper presents v2k-DOK nets, which plan.", ["v2k-DOK"]),
    ("We also present VQN-quay, a keeper of vans.", ["VQN-quay"]),
    ("We propose a quick Boat Bridge Tour (B2T) framework.", ["B2T"]),
    ("We present a Late Tide Warmup method that plans tours.", ["Late Tide Warmup"]),
    ("We propose depot tide keeping (DTK) and a van berth regulator (VBR) by night.", ["DTK", "VBR"]),
    ("We propose a stout, patient quay listing (SPQL) of depots.", ["SPQL"]),
    ("We sort tours. The proposed Two-way Quay Tour (TQT) keeps vans.", ["TQT"]),
    ("We sort tours. The other new component of it is the Quay Tide Turning (QTT), built by night.", ["QTT"]),
    ("We propose a planner with a berth strategy named QUAYO, which keeps vans.", ["QUAYO"]),
    ("We saw that vans drift by night. We refer to this as Wharfdrift.", ["Wharfdrift"]),
    ("We propose a new Slow Arrival Meeting (SAM), which plans tours.", ["SAM"]),
]


@pytest.mark.parametrize(("abstract", "names"), NAMED, ids=[abstract for abstract, _ in NAMED])
def test_a_coined_name_is_read_however_it_is_introduced(abstract, names):
    """Parts and results of the work count as well as the work itself."""
    assert names_of(mark(make_paper(TITLE, abstract))) == names


TITLED = [
    ("TourNet -- Tours from Yesterday", ["TourNet"]),
    ("Tours Kept by Night (TKN): A New Way", ["TKN"]),
    ("Night Tour 2.0: Vans at Work", ["Night Tour 2.0"]),
    ("TourNet: A Survey", []),
    ("Tour 3 Nano: Vans at Work", ["Tour 3 Nano"]),
    ("$\\tau$-tour: Vans at Work", ["$\\tau$-tour"]),
    ("3D-Tour: Vans at Work", ["3D-Tour"]),
    ("Tour*-Net: Vans at Work", ["Tour*-Net"]),
    ("T$^2$Net -- Vans at Work", ["T$^2$Net"]),
    ("3D: Vans at Work", []),
    ("tour2k: Vans at Work", []),
    ("TourBench: Benchmarking Vans at Work", ["TourBench"]),
    ("Wharfling: Vans at Work", ["Wharfling"]),
    ("Tours: Vans at Work", []),
    ("Demo: Vans at Work", []),
]


@pytest.mark.parametrize(("title", "names"), TITLED)
def test_a_name_stands_before_the_title_s_colon_or_dash(title, names):
    """The number of a version belongs to it; a survey's subject is no name."""
    assert (
        names_of(mark(make_paper(title, "Night Tour 2.0, Tour 3 Nano and $\\tau$-tour keep the tours of a day.")))
        == names
    )


SPELT = [
    ("VANWOMAN: Planning Tours", "We present Vanwoman, a planner.", "Vanwoman"),
    ("VANWOMAN: Planning Tours", "Tours are told to vanwomans.", "VANWOMAN"),
    ("Inland Depot Sorting: Planning Tours", "We present Inland Depot Sorting (IDS), which plans.", "IDS"),
    ("Sort Any Crate: Finding Vans", "It yields a model, Sort Any Crate (SAC), for vans.", "Sort Any Crate"),
]


@pytest.mark.parametrize(("title", "abstract", "name"), SPELT)
def test_a_name_is_spelt_as_in_the_abstract(title, abstract, name):
    """Its short form stands for it, unless the field has another meaning for that."""
    assert names_of(mark(make_paper(title, abstract))) == [name]


UNNAMED = [
    "Team I develops VanMap for the harbour.",
    "We propose a planner that outperforms two baselines, VAN-W and J-DEPO.",
    "We plan tours. At night, Van Tour Search (VTS) remains a strong rival.",
    "The main ways, called VBX and VBY, are slow. We prove that.",
    "We derive planners from the RoadX framework.",
    "We send vans over a Directed Van Graph (DVG)-shaped net.",
    "We plan tours with a TourNet-based approach.",
    "We plan for Late Van Hauls (LVH) by day.",
    "We plan tours by vector quantization (VQ) and Markov chain Monte Carlo (MCMC).",
    "We propose an accelerated sequential Monte Carlo (SMC) filter of tours.",
    "We present a strong limited depot search (LDS) baseline.",
    "We compare planners with a robot called Orlan Five Panda, using an arm named Orlan.",
    "We keep the CPU-only and EU-language tours.",
    "We compare with an existing planner called Roadformer.",
    "We show that vans lack what is called patience: they stop early.",
    "We present a Graph Attention Network (GAT), which routes vans.",
    "We propose a deep reinforcement learning (DRL) method of depots.",
    "We present GAT, GIN and GCN baselines of tours.",
    "We develop CAD for vans.",
    "We plan tours with REST. REST reaches a new depot.",
    "We show that REST outperforms a sorter.",
    "We sort wings. What we call patience is common.",
    "We sort wings. We call them late and idle, which helps.",
    "We sort wings. We call these errors, and prune them.",
    "Our Mixed Integer Linear Program (MILP) plans tours.",
    "We implement an asymmetric Actor-Critic architecture of tours.",
    "Our planner has a Root Mean Squared Error (RMSE) of two vans.",
    "We propose a planner for late depot sorting (LDS) by day.",
    "Our planner then applies a Night Order of Tours (NOT) to vans.",
    "We propose a tour sorting (TS)-based planner.",
    "We plan our tours on the main architecture - VANBERT.",
    "We plan tours by the H^1 norm.",
    "We propose a new Control Barrier Function (CBF) for vans.",
    "We sort tours in a van-wise active learning (AL) framework.",
    "We present a Vision Transformer backbone that plans tours.",
    "We propose a twin of vans by semidefinite programming (SDP) in van order.",
    "Recent work introduces a class of tour keeping graphs (TK-Gs) for vans.",
]


@pytest.mark.parametrize("abstract", UNNAMED)
def test_what_is_only_used_is_no_name(abstract):
    """What others made, and what stands behind a preposition, was not coined here."""
    assert names_of(mark(make_paper(TITLE, abstract))) == []


KINDS = [
    ("Beetles and Wings", "We show that vans wait. Our findings help.", ["margin patience"], "empirical-study"),
    ("TourNet for Vans", "We introduce TourNet, a fleet-based benchmark of vans.", ["TourNet"], "benchmark"),
    ("Vans at Night", "This study presents a dataset of 90 tours. Our method is simple.", [], "benchmark"),
    ("Van Challenge 2031 on Tours", "Teams met at a depot.", [], "benchmark"),
    ("Tours: A Python Package", "We introduce Tours, an open-source package.", ["Tours"], "system"),
    (
        "Vans by Day and by Night",
        "We provide a cost comparison of vans. We find that nights win.",
        [],
        "empirical-study",
    ),
    ("Depot Choice", "We prove that depot choice is NP-hard. It is undecidable for nets.", [], "theory"),
    ("Automatic Theorem Proving", "We propose a prover for theorem proving; proof search is short.", [], "method"),
    ("Where Vans Go", "In this position paper, we review the literature survey of vans.", [], "survey"),
]


@pytest.mark.parametrize(("title", "abstract", "names", "kind"), KINDS, ids=[title for title, *_ in KINDS])
def test_what_is_offered_first_says_what_kind_of_paper_it_is(title, abstract, names, kind):
    """A data set, a package, a comparison or a proof outweighs the words around it."""
    assert contribution_of(mark(make_paper(title, abstract)), names) == kind


def test_broad_words_decide_no_topic():
    """To train and to optimise is said of any work."""
    marks = mark(make_paper("Optimization of Laser Tomography", "We train on gradients of a radar wave."))
    assert topics_of(marks, load_topics())[0] == "science-engineering"


TOPICS = [
    ("A Real-Time System for Chest X-Ray Triage", "We read the radiology of patients.", "medical-health"),
    ("Agents That Review Pull Requests", "Agents repair the bug of a codebase.", "code-programming"),
    ("Mixture-of-Experts Serving on GPUs", "A scheduler of vLLM for LLM serving.", "inference-systems"),
    ("Vision-Language Models for Ports", "VLMs that answer by visual reasoning.", "multimodal"),
    ("Real-Time Parking by Predictive Control", "The quadrotor and its gripper.", "reinforcement-learning-decision"),
    ("Control of Base Stations", "Beamforming for wireless MIMO.", "security-networks"),
    ("Streaming Video Question Answering for Ports", "Video LLMs that answer by video reasoning.", "multimodal"),
    ("Reasoning Over Ports by Visual Chain-of-Thought", "A language model reasons.", "multimodal"),
    ("Composed Image Retrieval of Hulls", "Image retrieval by a caption.", "documents-retrieval"),
    ("Document Parsing of Bills of Lading", "A language model for parsing.", "documents-retrieval"),
    ("Visual Place Recognition in Harbours", "A robot finds its berth.", "dense-prediction"),
]


@pytest.mark.parametrize(("title", "abstract", "topic"), TOPICS)
def test_words_said_of_any_topic_outweigh_no_word_of_one(title, abstract, topic):
    """A system, an agent, control: what they are for says more; part of a longer phrase says nothing by itself."""
    assert topics_of(mark(make_paper(title, abstract)), load_topics())[0] == topic


def test_a_faint_word_alone_still_decides(tmp_path):
    """Where nothing else is said, it is the topic's; where a plain word of another is said, that one's."""
    path = tmp_path / "topics.toml"
    path.write_text('[topics.ports]\nwords = ["quay"]\nfaint = ["ship"]\n[topics.inns]\nwords = ["inn"]\n')
    topics = load_topics(path)
    assert topics_of(mark(make_paper("Rest", "The ship sails.")), topics) == ["ports"]
    assert topics_of(mark(make_paper("Rest", "The ship sails to an inn.")), topics)[0] == "inns"


def test_a_phrase_of_a_topic_may_be_of_any_length(tmp_path):
    """Singular or plural in each of its words; a word short of it, and it is not said."""
    phrase = " ".join(f"berth{at}x" for at in range(2_000))
    path = tmp_path / "topics.toml"
    path.write_text(f'[topics.ports]\nwords = ["{phrase}"]\n[topics.inns]\nwords = ["inn"]\n')
    topics = load_topics(path)
    said = phrase.replace("x ", "xs ")
    assert topics_of(mark(make_paper("Rest", f"The inn at {said} sails.")), topics)[0] == "ports"
    assert topics_of(mark(make_paper("Rest", f"The inn at {said[:-8]} sails.")), topics) == ["inns"]


def test_faint_words_that_are_no_list_are_refused(tmp_path):
    """The message names the topic and what was expected."""
    path = tmp_path / "topics.toml"
    path.write_text('[topics.ports]\nwords = ["quay"]\nfaint = "ship"\n')
    with pytest.raises(SettingsError, match=r"\[topics.ports\] expected words and faint"):
        load_topics(path)


@pytest.mark.parametrize(
    "piece",
    [
        "We propose a ab (AB) module, ",
        "our Ab, ",
        "our a b-",
        "Ab-Cd (AC), a ",
        "we call it ab, ",
        "we call these abs abs ",
        "We propose REST, Ab (REST), ",
        "propose a a ",
        "The Aa Aa ",
        "present a b-c ",
        "(1) Ab ",
    ],
)
def test_names_and_kinds_are_read_in_linear_time(piece):
    """Four times the text takes about four times as long."""
    assert _seconds((piece * 25_000)[:100_000]) < 9 * _seconds((piece * 25_000)[:25_000]) + 0.2


def _seconds(text):
    marks = mark(make_paper("Fenwick: A Method", text))
    assert len(marks.plain) == len(marks.sentences)
    start = time.process_time()
    contribution_of(marks, names_of(marks))
    return time.process_time() - start
