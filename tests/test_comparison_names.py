"""Names in comparisons: what is the same under two writings, and what never is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.comparison import Names, load_aliases
from summarizer.comparison.suggestions import lookalikes, suggestions
from summarizer.errors import SettingsError
from summarizer.records import Claim, Conditions

NAMES = Names(load_aliases())


def same(one: str, other: str) -> bool:
    return NAMES.name(one).parts == NAMES.name(other).parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DeiT-B", "DeiT-Base"),
        ("DeiT-B", "DeiT Base"),
        ("DeiT-B", "the DeiT-Base model"),
        ("DeiT-B", "deit base"),
        ("ViT-L/16", "ViT-Large/16"),
        ("the vanilla Transformer", "a standard Transformer"),
        ("the vanilla Transformer", "original Transformers"),
        ("original Vision Transformer", "vanilla ViT"),
        ("BERT-large baseline", "BERT large"),
        ("GPT2", "GPT-2"),
        ("LLaMA-2 7B", "Llama2-7B"),
        ("8B Transformer", "an 8 billion parameter Transformer"),
        ("MobileNet-V2", "MobileNetV2"),
        ("Stable Diffusion v1.5", "Stable Diffusion 1.5"),
        ("YOLOv5s", "YOLOv5-s"),
        ("YOLOv5m", "YOLOv5-m"),
        ("T5-L", "T5-Large"),
        ("state-of-the-art methods", "the SOTA method"),
        ("Mixtures of Experts", "MoE"),
        ("Alpha, Beta and Gamma", "Gamma, Alpha, and Beta"),
        ("two-layer LSTM", "2-layer LSTM"),
        ("existing BERT-base model", "BERT-Base"),
        ("VisionTransformer-B", "ViT-Base"),
    ],
)
def test_writings_of_one_name_are_the_same(one, other):
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DeiT-S", "DeiT-B"),
        ("BERT", "BERT-large"),
        ("GPT-2", "GPT-3"),
        ("LLaMA-2 7B", "LLaMA 27B"),
        ("LLaMA-2-7B", "LLaMA-2-70B"),
        ("YOLOv5", "YOLOv5s"),
        ("YOLOv5s", "YOLOv5m"),
        ("T5 1.1 base", "T5 1.1B"),
        ("EfficientNet-B5", "EfficientNet-B7"),
        ("ResNet-50", "ResNet-50 without BN"),
        ("ResNet-50 with BN", "ResNet-50 without BN"),
        ("Transformer in Transformer", "Transformer"),
        ("full attention", "attention"),
        ("Swin", "Swin-T"),
        ("8B Transformer", "Transformer"),
        ("FlashAttention", "FlashAttention-2"),
        ("FlatBase", "FlatBases2"),
        ("Net+", "Net"),
    ],
)
def test_sizes_versions_and_additions_distinguish(one, other):
    assert not same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ImageNet", "ImageNet-1K dataset"),
        ("ImageNet", "ILSVRC 2012"),
        ("ImageNet, NVIDIA A100 GPU", "A100, ImageNet-1k"),
        ("two A100s", "2x A100"),
        ("two A100s", "2 NVIDIA A100 GPUs"),
        ("one A100", "a single A100"),
        ("A100-80GB", "an NVIDIA A100 (80 GB)"),
        ("batch size of 8 on a V100", "V100, batch size 8"),
        ("sequence length of 4,096", "sequence length 4096"),
        ("Reynolds number of 5600", "Reynolds number 5600"),
        ("GLUE and SQuAD tasks", "SQuAD, GLUE"),
        ("Raspberry Pi 4 board", "the Raspberry Pi 4"),
        ("GeForce RTX 3090", "RTX3090"),
        ("Google TPU v3", "TPUv3"),
        ("Intel Xeon CPU", "Xeon"),
        ("WMT'14 English-German", "WMT 2014 En-De"),
    ],
)
def test_writings_of_one_setting_are_the_same(one, other):
    assert NAMES.place(one) == NAMES.place(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ImageNet", "ImageNet-21K"),
        ("A100", "H100"),
        ("two A100s", "one A100"),
        ("A100 40GB", "A100 80GB"),
        ("L40", "L40S"),
        ("Jetson Orin Nano", "Jetson Orin NX"),
        ("Pixel 6 CPU", "Pixel 6 GPU"),
        ("batch size 1, sequence length 8", "batch size 8, sequence length 1"),
        ("TPU v3", "TPU v4"),
        ("GPU", "without a GPU"),
        ("Raspberry Pi 4", "Raspberry Pi 5"),
    ],
)
def test_other_settings_are_never_the_same(one, other):
    assert NAMES.place(one) != NAMES.place(other)


@pytest.mark.parametrize(
    ("setting", "parts", "devices"),
    [
        ("ImageNet, A100", 1, 1),
        ("4 NVIDIA Tesla V100 GPUs with batch size 1", 1, 1),
        ("iPhone 12", 0, 1),
        ("CIFAR-10, ResNet-18", 2, 0),
        ("laptop CPU", 0, 1),
        ("laptop without a GPU", 1, 1),
    ],
)
def test_hardware_is_told_from_the_rest(setting, parts, devices):
    read = NAMES.place(setting)
    assert (len(read.parts), len(read.devices)) == (parts, devices)


def test_conditions_speak_where_there_is_no_setting():
    claim = Claim(conditions=Conditions(dataset="ImageNet-1K", hardware="NVIDIA A100"))
    assert NAMES.setting(claim) == NAMES.place("A100, ImageNet")


def test_a_device_that_no_list_has_is_hardware_all_the_same():
    claim = Claim(setting="Kestrel board", conditions=Conditions(hardware="Kestrel board"))
    assert NAMES.setting(claim).devices
    assert not NAMES.setting(claim).parts


@pytest.mark.parametrize("name", ["DeiT-B", "Primer", "vLLM", "the BERT-base model", "Pre-LN Transformers"])
def test_one_things_name_is_told(name):
    assert NAMES.name(name).named


@pytest.mark.parametrize(
    "name",
    ["the baseline", "full attention", "a Transformer", "8B Transformer", "FP16", "previous methods", "SOTA", "ViT"],
)
def test_kinds_of_things_are_no_names(name):
    assert not NAMES.name(name).named


@pytest.mark.parametrize("name", ["the baseline", "our model", "previous methods", "the state-of-the-art", "best"])
def test_what_is_another_thing_in_each_paper_is_vague(name):
    assert NAMES.name(name).vague


def test_names_of_ones_own_are_added_to_the_known_ones(tmp_path):
    path = tmp_path / "names.toml"
    path.write_text('[names]\n"Flat Base" = ["FB", "flat/base v0"]\n')
    names = Names(load_aliases(path))
    assert names.name("the FB model").parts == names.name("FlatBase").parts
    assert names.name("FB-large").parts == names.name("Flat-Base-L").parts
    assert names.name("DeiT-B").parts == names.name("DeiT-Base").parts
    assert not same("FB", "FlatBase")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("names = 3", r"names: expected tables named \[names\]"),
        ("[nicknames]\na = []", "nicknames"),
        ('[names]\nImageNet = "IN"', r"\[names\] ImageNet: expected lists of other writings"),
        ("[words]\nfiller = []", "unknown key 'filler'; did you mean 'fillers'"),
        ("[names", "aliases can't be read: not a TOML file"),
    ],
)
def test_a_file_of_aliases_that_is_none_says_what_is_wrong(tmp_path, text, problem):
    path = tmp_path / "names.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=problem) as error:
        load_aliases(path)
    assert str(path) in str(error.value)


def test_a_missing_file_of_aliases_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.toml"):
        load_aliases(tmp_path / "none.toml")


def test_what_is_spelt_alike_is_suggested_nearest_first():
    assert suggestions("FlatBse", ["Granite", "FlatBase", "FlatBase-2"])[0] == "FlatBase"
    assert suggestions("FlatBse", ["Granite"]) == []


def test_known_names_that_are_spelt_alike_are_told_unless_their_numbers_differ():
    known = {"flatattention": "FlatAttention", "flatattenton": "FlatAttenton", "net50": "Net-50", "net51": "Net-51"}
    assert lookalikes(known) == [("FlatAttention", "FlatAttenton")]


@given(st.text(max_size=60))
def test_any_text_can_be_read_and_is_the_same_as_itself(text):
    assert NAMES.name(text) == NAMES.name(f" {text} ")
    assert NAMES.place(text) == NAMES.place(text)


@given(st.lists(st.sampled_from(["ImageNet", "A100", "batch size 8", "BERT-base", "COCO"]), min_size=1, unique=True))
def test_the_order_of_a_settings_parts_does_not_count(parts):
    assert NAMES.place(", ".join(parts)) == NAMES.place(", ".join(reversed(parts)))


@pytest.mark.parametrize("text", ["1 " * 5_000, "w" * 40_000, "the " * 5_000, "(" * 9_000, "a-" * 5_000])
def test_long_names_cost_no_more_than_their_length(text):
    start = time.perf_counter()
    NAMES.place(text)
    NAMES.name(text)
    assert time.perf_counter() - start < 3
