"""Conditions: a setting in words, taken apart into device, data set, model and the rest."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.records import Conditions

_HARDWARE = re.compile(
    r"\b(?:GPUs?|CPUs?|TPUs?|NPUs?|FPGAs?|ASICs?|phones?|iPhone|smartphones?|edge devices?|mobile|devices?|processors?|"
    r"chips?|Raspberry|Jetson|Xeon|RTX|GTX|Tesla|[AHVTPLB]\d{2,3}0?|A\d{4}|MI\d{3}|microcontrollers?|laptops?|servers?|accelerators?|hardware)\b",
    re.I,
)
_DATASET = re.compile(
    r"\b(?:data ?sets?|benchmarks?|corpus|corpora|tasks?|test set|suite|[A-Za-z]*Net-\d+[kK]?|ImageNet\S*|COCO|"
    r"CIFAR\S*|ADE20K|GLUE|SQuAD|WMT\S*|LibriSpeech|Cityscapes|KITTI|WikiText\S*|MMLU|GSM8K|C4)\b",
    re.I,
)
_MODEL = re.compile(
    r"\b(?:models?|backbones?|architectures?|networks?|[A-Z][A-Za-z]*-?\d+(?:\.\d+)?[BM]\b|\w*(?:BERT|GPT|LLaMA|Llama|ViT|DeiT|ResNet|T5)\S*)"
)


@lru_cache(maxsize=1024)
def conditions_of(setting: str | None) -> Conditions:
    """Take a setting apart: each part between commas is a device, a data set, a model, or something else."""
    if not setting:
        return Conditions()
    parts: dict[str, list[str]] = {"hardware": [], "dataset": [], "model": [], "other": []}
    for part in re.split(r"[,;]\s+", setting):
        kinds = (("hardware", _HARDWARE), ("dataset", _DATASET), ("model", _MODEL))
        parts[next((name for name, form in kinds if form.search(part)), "other")].append(part.strip())
    return Conditions(**{name: ", ".join(found) or None for name, found in parts.items()})
