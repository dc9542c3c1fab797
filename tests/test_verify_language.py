"""The ways in which prose says a comparison: each is verified as it is, and refused with its direction turned round.

A line is a sentence; the indented lines under it are claims of it: metric, value (or range), unit, what differs from
`better` and `exact`, and behind the bar the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from summarizer.papers import Paper, make_paper
from summarizer.quantities import factor
from summarizer.records import Claim
from summarizer.verification import verify_claim

SENTENCES = r"""
Quillnet outperforms Alder, Birch and Cedar by 87%, 131% and 138% in inference speed.
  latency 87 % baseline=Alder | outperforms Alder, Birch and Cedar by 87%, 131% and 138% in inference speed
  latency 131 % baseline=Birch | outperforms Alder, Birch and Cedar by 87%, 131% and 138% in inference speed
It needs a third less latency and allows 20% larger batches.
  latency 0.3333 x | a third less latency
  capacity 20 % | 20% larger batches
Quillnet uses only 20% of the weights of the teacher.
  parameters 20 % | uses only 20% of the weights
Our encoder requires 1/3 of the compute of Alder.
  compute 0.3333 x | 1/3 of the compute
It runs two to twelve times faster than Alder.
  latency 2..12 x | two to twelve times faster
It more than triples the throughput of Alder.
  throughput 3 x at_least | more than triples the throughput
The scheme prunes a 70B model in two GPU-days.
  training_time 2 GPU-days phase=compression | prunes a 70B model in two GPU-days
Compute drops from 4.6G to 1.75G FLOPs.
  compute 2.629 x | drops from 4.6G to 1.75G FLOPs
A frame takes 12 ms against 31 ms for Alder.
  latency 2.583 x | 12 ms against 31 ms
Latency and energy fall six-fold.
  latency 6 x | Latency and energy fall six-fold
  energy 6 x | Latency and energy fall six-fold
We see speedups over Alder and Birch of up to 31.7 times and 42.3 times, respectively.
  latency 31.7 x up_to baseline=Alder | speedups over Alder and Birch of up to 31.7 times and 42.3 times
  latency 42.3 x up_to baseline=Birch | speedups over Alder and Birch of up to 31.7 times and 42.3 times
Its compression ratio is at least 40% better than Alder, Birch and Cedar.
  model_size 40 % at_least | compression ratio is at least 40% better than Alder, Birch and Cedar
The small and the large variant both save about 30% of the MACs.
  compute 30 % approx | both save about 30% of the MACs
Quillnet is 3x slower than Alder at training.
  training_time 3 x worse | 3x slower
It achieves a speedup of 3.5x over Alder.
  latency 3.5 x | speedup of 3.5x
Quillnet reaches a 45\% reduction in memory usage.
  memory 45 % | 45\% reduction in memory usage
It reduces memory usage by 45% and training time by 30%.
  memory 45 % | reduces memory usage by 45%
  training_time 30 % | training time by 30%
It reduces the number of parameters by 2x, FLOPs by 3x, and latency by 1.5x.
  parameters 2 x | reduces the number of parameters by 2x
  compute 3 x | FLOPs by 3x
  latency 1.5 x | latency by 1.5x
Quillnet has 40% fewer parameters and is 60% faster.
  parameters 40 % | 40% fewer parameters
  latency 60 % | 60% faster
Quillnet is 60% smaller and 1.6 times faster than Alder.
  model_size 60 % | 60% smaller
  latency 1.6 x | 1.6 times faster
At the cost of 10% more parameters, accuracy rises.
  parameters 10 % worse | 10% more parameters
Quillnet adds a runtime overhead of 5%.
  latency 5 % worse | runtime overhead of 5%
Quillnet adds only 0.1% extra parameters.
  parameters 0.1 % worse | adds only 0.1% extra parameters
Quillnet doubles the throughput and halves the memory.
  throughput 2 x | doubles the throughput
  memory 0.5 x | halves the memory
Training is accelerated by a factor of 4.
  training_time 4 x | accelerated by a factor of 4
We cut training costs by a factor of up to 8.
  training_cost 8 x up_to | cut training costs by a factor of up to 8
Quillnet trains on 10x less data than Alder.
  data 10 x | 10x less data
Quillnet matches Alder with 1/10 of the training data.
  data 0.1 x | 1/10 of the training data
Quillnet matches Alder while using just 12.5% of its training tokens.
  data 12.5 % | using just 12.5% of its training tokens
Quillnet generates 7.2 times more tokens per second.
  throughput 7.2 x | 7.2 times more tokens per second
Quillnet attains 2.4x higher throughput and 35% lower latency.
  throughput 2.4 x | 2.4x higher throughput
  latency 35 % | 35% lower latency
Quillnet supports 8x longer contexts on one GPU.
  capacity 8 x | 8x longer contexts
Quillnet needs 4 times fewer denoising steps.
  capacity 4 x | 4 times fewer denoising steps
It reduces the sequence length by 40%.
  capacity 40 % | reduces the sequence length by 40%
Speedups range from 1.5x to 3x on CPUs.
  latency 1.5..3 x | range from 1.5x to 3x
We obtain 1.5-3x speedups on CPUs.
  latency 1.5..3 x | 1.5-3x speedups
On average, Quillnet is 1.8x faster.
  latency 1.8 x average | 1.8x faster
Quillnet cuts energy by 55% on average.
  energy 55 % average | cuts energy by 55% on average
Energy consumption is lowered by more than 90%.
  energy 90 % at_least | lowered by more than 90%
Quillnet consumes 12 times less energy.
  energy 12 x | 12 times less energy
Quillnet is 12times faster than Alder.
  latency 12 x | 12times faster
Quillnet saves sim 50% of GPU memory.
  memory 50 % approx | saves sim 50% of GPU memory
Quillnet yields a $3.2\times$ wall-clock speedup.
  latency 3.2 x | $3.2\times$ wall-clock speedup
Quillnet takes only 5 hours on 8 GPUs to train.
  training_time 5 h | only 5 hours
Quillnet has only 4.3M parameters and 0.6 GFLOPs.
  parameters 4.3 M_params | only 4.3M parameters
  compute 0.6 GFLOPs | 0.6 GFLOPs
Quillnet has only 4.3 million parameters.
  parameters 4.3 M_params | only 4.3 million parameters
Quillnet runs at 120 frames per second.
  throughput 120 FPS | runs at 120 frames per second
The model runs in real time at over 30 FPS.
  throughput 30 FPS at_least | at over 30 FPS
Training takes less than one day on a single GPU.
  training_time 1 days up_to | less than one day
Memory grows to 1.3x that of Alder.
  memory 1.3 x worse | grows to 1.3x that of Alder
Quillnet requires 2.5x the memory of Alder.
  memory 2.5 x worse | 2.5x the memory of Alder
Quillnet has 3x the throughput of Alder.
  throughput 3 x | 3x the throughput of Alder
Inference is twice as fast.
  latency 2 x | twice as fast
Inference is 4x as fast as in Alder.
  latency 4 x | 4x as fast
Quillnet is an order of magnitude faster than Alder.
  latency 10 x | an order of magnitude faster
Quillnet is up to three orders of magnitude faster than Alder.
  latency 1000 x up_to | up to three orders of magnitude faster
Quillnet reduces memory to 30% of that of Alder.
  memory 30 % | reduces memory to 30% of that of Alder
Quillnet improves throughput by 2.1x and 3.4x on short and long prompts.
  throughput 2.1 x | improves throughput by 2.1x and 3.4x
  throughput 3.4 x | improves throughput by 2.1x and 3.4x
Quillnet achieves 2.1× and 3.4× speedup on short and long prompts.
  latency 2.1 x | 2.1× and 3.4× speedup
  latency 3.4 x | 2.1× and 3.4× speedup
Compared to Alder, Quillnet is 4.2x more parameter-efficient.
  parameters 4.2 x | 4.2x more parameter-efficient
Quillnet is 5x cheaper to train than Alder.
  training_cost 5 x | 5x cheaper to train
With a 4x smaller memory footprint, Quillnet beats Alder.
  memory 4 x | 4x smaller memory footprint
Quillnet compresses the cache by 16x.
  memory 16 x | compresses the cache by 16x
A compression ratio of 16x is reached for the model.
  model_size 16 x | compression ratio of 16x
Quillnet stores weights in 4 bits.
  model_size 4 bits | in 4 bits
The number of trainable parameters is reduced 10,000 times and GPU memory 3 times.
  parameters 10000 x | trainable parameters is reduced 10,000 times
  memory 3 x | GPU memory 3 times
Quillnet surpasses Alder by 1.9x in throughput.
  throughput 1.9 x | surpasses Alder by 1.9x in throughput
Quillnet's latency is 2.2x lower than Alder's.
  latency 2.2 x | latency is 2.2x lower
Quillnet's latency is lower than Alder's by 2.2x.
  latency 2.2 x | latency is lower than Alder's by 2.2x
The latency is reduced to only 12 ms.
  latency 12 ms | reduced to only 12 ms
It achieves comparable accuracy with half the parameters.
  parameters 0.5 x | half the parameters
It uses half as many FLOPs as Alder.
  compute 0.5 x | half as many FLOPs
Convergence is 2x faster and needs 30% fewer epochs.
  training_time 2 x | Convergence is 2x faster
  training_time 30 % | 30% fewer epochs
Search takes 0.2 GPU days instead of 4 GPU days.
  training_time 20 x | 0.2 GPU days instead of 4 GPU days
It removes 70% of the tokens without retraining.
  data 70 % | removes 70% of the tokens
Pruning 70% of the weights leaves accuracy intact.
  parameters 70 % | Pruning 70% of the weights
It drops FLOPs by 43.2% with no loss.
  compute 43.2 % | drops FLOPs by 43.2%
A 43.2% FLOPs reduction comes with no loss.
  compute 43.2 % | 43.2% FLOPs reduction
FLOPs are 43.2% of those of Alder.
  compute 43.2 % | FLOPs are 43.2% of those of Alder
Quillnet increases inference speed by 25%.
  latency 25 % | increases inference speed by 25%
Quillnet increases latency by 25%.
  latency 25 % worse | increases latency by 25%
This comes with a 25% increase in latency.
  latency 25 % worse | 25% increase in latency
This comes with a 25% decrease in throughput.
  throughput 25 % worse | 25% decrease in throughput
A gain of 25% in throughput is seen.
  throughput 25 % | gain of 25% in throughput
Quillnet speeds up decoding by 2.7x.
  latency 2.7 x | speeds up decoding by 2.7x
Decoding is sped up by 2.7x.
  latency 2.7 x | sped up by 2.7x
Quillnet delivers 2.7x the speed of Alder.
  latency 2.7 x | 2.7x the speed of Alder
Training Quillnet is 3x more expensive.
  training_cost 3 x worse | 3x more expensive
Quillnet costs 3x less to train.
  training_cost 3 x | costs 3x less to train
We shrink the key-value cache 8 times.
  memory 8 x | shrink the key-value cache 8 times
Quillnet reaches the same loss with 3x less compute.
  compute 3 x | 3x less compute
Quillnet reaches the same loss in 3x fewer steps.
  capacity 3 x | 3x fewer steps
The larger Quillnet exceeds Alder's speed by 15%.
  latency 15 % | exceeds Alder's speed by 15%
Our kernels are 2.3x-4.1x faster than Alder on long inputs.
  latency 2.3..4.1 x | 2.3x-4.1x faster
Our kernels reach speedups between 2.3x and 4.1x.
  latency 2.3..4.1 x | speedups between 2.3x and 4.1x
Quillnet achieves 98% of Alder's accuracy using 50% of its FLOPs.
  compute 50 % | using 50% of its FLOPs
Quillnet is trained with 4% of the compute budget of Alder.
  training_cost 4 % | trained with 4% of the compute budget
Batch processing is 5.5 times quicker, and memory decreases 3-fold.
  latency 5.5 x | 5.5 times quicker
  memory 3 x | memory decreases 3-fold
Relative to Alder, parameters, memory and latency shrink by 35%, 40% and 20%, respectively.
  parameters 35 % | parameters, memory and latency shrink by 35%, 40% and 20%, respectively
  latency 20 % | parameters, memory and latency shrink by 35%, 40% and 20%, respectively
Quillnet can be trained in 12 GPU hours, 40 times less than Alder.
  training_time 12 GPU-hours | trained in 12 GPU hours
  training_time 40 x | 40 times less than Alder
Quillnet's size is only 1.2 MB.
  model_size 1.2 MB | only 1.2 MB
Quillnet fits in 6 GB of GPU memory.
  memory 6 GB | 6 GB of GPU memory
Quillnet handles sequences of up to 1M tokens.
  capacity 1 M_tokens up_to | sequences of up to 1M tokens
It draws a mere 3.2 mJ per image.
  energy 3.2 mJ | 3.2 mJ per image
Quillnet needs 80% less training time, 4x less memory.
  training_time 80 % | 80% less training time
  memory 4 x | 4x less memory
Quillnet reduces peak memory by 2.9x during training while being only 8% slower.
  memory 2.9 x | reduces peak memory by 2.9x
  training_time 8 % worse | only 8% slower
Quillnet lowers the hardware cost 5x.
  cost 5 x | lowers the hardware cost 5x
As a result, the proposed scheme achieves as much as a 6.7x end-to-end speedup.
  latency 6.7 x up_to | as much as a 6.7x end-to-end speedup
Quillnet converges in 60 epochs, roughly one fifth of the epochs of Alder.
  training_time 0.2 x approx | roughly one fifth of the epochs
Quillnet attains a 10x improvement in energy efficiency.
  energy 10 x | 10x improvement in energy efficiency
Energy efficiency improves by 10x.
  energy 10 x | Energy efficiency improves by 10x
Energy efficiency is 10x that of Alder.
  energy 10 x | Energy efficiency is 10x that of Alder
Compared with Alder (31 ms), Quillnet is 2.6x faster.
  latency 2.6 x | 2.6x faster
Notably, 90% of the parameters can be removed.
  parameters 90 % | 90% of the parameters can be removed
Quillnet requires only 0.5% of additional parameters.
  parameters 0.5 % worse | only 0.5% of additional parameters
It tunes only 0.5% of the parameters.
  parameters 0.5 % | tunes only 0.5% of the parameters
On a phone, Quillnet-S is 40% faster than Alder and 25% faster than Birch.
  latency 40 % baseline=Alder subject=Quillnet-S | 40% faster than Alder
  latency 25 % baseline=Birch | 25% faster than Birch
We also observe a slowdown of 2x on CPUs.
  latency 2 x worse | slowdown of 2x
Quillnet reduces the time-to-first-token by 1.7x.
  latency 1.7 x | reduces the time-to-first-token by 1.7x
Quillnet brings FLOPs down by 3.1x.
  compute 3.1 x | brings FLOPs down by 3.1x
Quillnet is less memory-hungry by 30%.
  memory 30 % | less memory-hungry by 30%
It is 30x more sample-efficient than Alder.
  data 30 x | 30x more sample-efficient
Data efficiency grows 3x.
  data 3 x | Data efficiency grows 3x
Its 7.4x lower cost and 3.3x shorter runtime make it practical.
  cost 7.4 x | 7.4x lower cost
  latency 3.3 x | 3.3x shorter runtime
Quillnet uses 62% less energy (0.38x) than Alder.
  energy 62 % | 62% less energy
Memory consumption is 0.38x of Alder's.
  memory 0.38 x | 0.38x of Alder's
a third less latency and 20% larger batches are seen.
  latency 0.3333 x factor=1.5 | a third less latency
Quillnet cuts inference cost by two thirds.
  cost 0.6667 x factor=3 | cuts inference cost by two thirds
Quillnet cuts inference cost in half.
  cost 0.5 x factor=2 | cuts inference cost in half
Training time is halved.
  training_time 0.5 x factor=2 | Training time is halved
Quillnet reduces training time by half.
  training_time 0.5 x factor=2 | reduces training time by half
Quillnet improves the inference latency by 35%.
  latency 35 % factor=1.538 | improves the inference latency by 35%
Quillnet improves training speed by 35%.
  training_time 35 % factor=1.35 | improves training speed by 35%
Quillnet speeds up training by 35%.
  training_time 35 % factor=1.35 | speeds up training by 35%
Quillnet is 35% more energy efficient.
  energy 35 % factor=1.35 | 35% more energy efficient
Quillnet has a 35% smaller memory footprint.
  memory 35 % factor=1.538 | 35% smaller memory footprint
Quillnet achieves 35% additional compression over Alder.
  model_size 35 % factor=1.538 | 35% additional compression
Quillnet is only 2% slower than Alder.
  latency 2 % factor=0.9804 worse | only 2% slower
Quillnet increases the parameter count by merely 1.2%.
  parameters 1.2 % factor=0.9881 worse | increases the parameter count by merely 1.2%
Only 1.2% of extra parameters are needed.
  parameters 1.2 % factor=0.9881 worse | 1.2% of extra parameters
A 1.2% parameter increase suffices.
  parameters 1.2 % factor=0.9881 worse | 1.2% parameter increase
Quillnet reduces the memory to one fourth.
  memory 0.25 x factor=4 | reduces the memory to one fourth
Quillnet requires one fourth the memory of Alder.
  memory 0.25 x factor=4 | one fourth the memory
With a quarter of the parameters, Quillnet matches Alder.
  parameters 0.25 x factor=4 | a quarter of the parameters
Quillnet matches Alder with 4x fewer parameters and 2.5x less compute.
  parameters 4 x factor=4 | 4x fewer parameters
  compute 2.5 x factor=2.5 | 2.5x less compute
Our method achieves 1.3x, 1.9x and 2.2x speedup on Alder, Birch and Cedar, respectively.
  latency 1.9 x factor=1.9 setting=Birch | 1.3x, 1.9x and 2.2x speedup on Alder, Birch and Cedar
Quillnet reduces computation and memory by 58% and 71%, respectively.
  compute 58 % factor=2.381 | reduces computation and memory by 58% and 71%
  memory 71 % factor=3.448 | reduces computation and memory by 58% and 71%
The energy consumption is reduced by a factor of 7.1 and 2.4 on Alder and Birch.
  energy 7.1 x factor=7.1 | reduced by a factor of 7.1 and 2.4
Quillnet uses 7.1 times fewer FLOPS.
  compute 7.1 x factor=7.1 | 7.1 times fewer FLOPS
Quillnet trains up to 43 times faster.
  training_time 43 x factor=43 up_to | up to 43 times faster
Quillnet saves 43% training time.
  training_time 43 % factor=1.754 | saves 43% training time
Savings of 43% in memory are possible.
  memory 43 % factor=1.754 | Savings of 43% in memory
43% of the energy is saved.
  energy 43 % factor=1.754 | 43% of the energy is saved
Quillnet saves 43% of the energy.
  energy 43 % factor=1.754 | saves 43% of the energy
It consumes 43% of the energy of Alder.
  energy 43 % factor=2.326 | consumes 43% of the energy
Its cost is 43% that of Alder.
  cost 43 % factor=2.326 | cost is 43% that of Alder
Its cost is 43% lower than that of Alder.
  cost 43 % factor=1.754 | 43% lower
Its cost is just 43% of Alder's.
  cost 43 % factor=2.326 | just 43% of Alder's
Our Quillnet (4.5M parameters) is 6x smaller than Alder.
  model_size 6 x factor=6 | 6x smaller than Alder
Quillnet obtains similar quality while being 6x smaller and 2x faster at inference.
  model_size 6 x factor=6 | 6x smaller
  latency 2 x factor=2 | 2x faster at inference
Quillnet delivers up to 3.6x higher decoding throughput with 2x larger batch sizes.
  throughput 3.6 x factor=3.6 up_to | up to 3.6x higher decoding throughput
  capacity 2 x factor=2 | 2x larger batch sizes
It enables training with 4x longer sequences under the same memory.
  capacity 4 x factor=4 | 4x longer sequences
Prefill latency drops 2.6x, while decode throughput rises 1.4x.
  latency 2.6 x factor=2.6 | Prefill latency drops 2.6x
  throughput 1.4 x factor=1.4 | decode throughput rises 1.4x
The runtime per step falls by 22%.
  latency 22 % factor=1.282 | runtime per step falls by 22%
The model size shrinks from 420 MB to 28 MB.
  model_size 15 x factor=15 | from 420 MB to 28 MB
The wall time goes from 36 hours down to 9 hours.
  latency 4 x factor=4 | from 36 hours down to 9 hours
It takes 9 hours versus 36 hours for Alder to train.
  training_time 4 x factor=4 | 9 hours versus 36 hours
It needs 28 MB rather than 420 MB of memory.
  memory 15 x factor=15 | 28 MB rather than 420 MB
Quillnet uses 2.1 GFLOPs compared to 8.4 GFLOPs of Alder.
  compute 4 x factor=4 | 2.1 GFLOPs compared to 8.4 GFLOPs
Quillnet reduces the cost from quadratic in length by 16x.
  cost 16 x factor=16 | by 16x
Quillnet, which is 16x cheaper than Alder to serve, is released.
  cost 16 x factor=16 | 16x cheaper
Quillnet provides a 16-fold reduction in GPU hours.
  training_time 16 x factor=16 | 16-fold reduction in GPU hours
Quillnet achieves a 16 times reduction of parameters.
  parameters 16 x factor=16 | 16 times reduction of parameters
A sixteen-fold increase in throughput is measured.
  throughput 16 x factor=16 | sixteen-fold increase in throughput
We measure gains in throughput of up to 2.3x.
  throughput 2.3 x factor=2.3 up_to | gains in throughput of up to 2.3x
Throughput is improved by as much as 230%.
  throughput 230 % factor=3.3 up_to | improved by as much as 230%
Throughput is 230% higher.
  throughput 230 % factor=3.3 | 230% higher
Quillnet brings a 230% throughput boost.
  throughput 230 % factor=3.3 | 230% throughput boost
Without increasing latency, Quillnet cuts memory 3x.
  memory 3 x factor=3 | cuts memory 3x
Quillnet does not increase memory and is 3x faster.
  latency 3 x factor=3 | 3x faster
Unlike slower alternatives, Quillnet lowers the delay 3x.
  latency 3 x factor=3 | lowers the delay 3x
Quillnet trained on 1/5 of the data performs as well as Alder trained on all of it.
  data 0.2 x factor=5 | 1/5 of the data
With 5x less labeled data, Quillnet is as good as Alder.
  data 5 x factor=5 | 5x less labeled data
With only 10% of labels, Quillnet is as good as Alder.
  data 10 % factor=10 | only 10% of labels
Fine-tuning 0.1% of the parameters suffices.
  parameters 0.1 % factor=1000 | 0.1% of the parameters
Fine-tuning just 0.1% parameters suffices.
  parameters 0.1 % factor=1000 | just 0.1% parameters
At 70% sparsity, inference accelerates by 1.9x.
  latency 1.9 x factor=1.9 | inference accelerates by 1.9x
Quillnet offers a 1.9x better latency.
  latency 1.9 x factor=1.9 | 1.9x better latency
Quillnet offers 1.9x better memory efficiency.
  memory 1.9 x factor=1.9 | 1.9x better memory efficiency
Quillnet is better than Alder in throughput by a factor of 1.9.
  throughput 1.9 x factor=1.9 | better than Alder in throughput by a factor of 1.9
Memory requirements are 1.9x lower, and computation is 3.3x lower.
  memory 1.9 x factor=1.9 | 1.9x lower
  compute 3.3 x factor=3.3 | 3.3x lower
Quillnet achieves lower latency (1.9x) and memory (3.3x).
  latency 1.9 x factor=1.9 | lower latency (1.9x)
  memory 3.3 x factor=3.3 | memory (3.3x)
Quillnet is more efficient: 1.9x in time and 3.3x in memory.
  latency 1.9 x factor=1.9 | 1.9x in time
  memory 3.3 x factor=3.3 | 3.3x in memory
The 1.9x compression costs little.
  model_size 1.9 x factor=1.9 | 1.9x compression
Quillnet needs on average 4.4x fewer samples to learn.
  data 4.4 x factor=4.4 average | 4.4x fewer samples
Quillnet learns 4.4x faster.
  training_time 4.4 x factor=4.4 | learns 4.4x faster
Search cost is reduced by 100x (0.1 vs 10 GPU days).
  cost 100 x factor=100 | Search cost is reduced by 100x
An average of 40% fewer tokens are produced.
  data 40 % factor=1.667 average | An average of 40% fewer tokens
Inference is nearly 5x faster.
  latency 5 x factor=5 approx | nearly 5x faster
Inference is about two times faster.
  latency 2 x factor=2 approx | about two times faster
Quillnet is between 2 and 3 times faster.
  latency 2..3 x factor=2 | between 2 and 3 times faster
Quillnet is 2 to 3 times faster.
  latency 2..3 x factor=2 | 2 to 3 times faster
Quillnet is 2~3x faster.
  latency 2..3 x factor=2 | 2~3x faster
Quillnet reduces FLOPs by 20--30%.
  compute 20..30 % factor=1.25 | reduces FLOPs by 20--30%
It runs at 2.5x the FPS of Alder.
  throughput 2.5 x factor=2.5 | 2.5x the FPS
Quillnet achieves over 2.5 times speed-up in training compared with Alder.
  training_time 2.5 x factor=2.5 at_least | over 2.5 times speed-up in training
It outperforms Alder in terms of speed (2.5x) on GPUs.
  latency 2.5 x factor=2.5 | speed (2.5x)
The parameter count is 3.7x smaller.
  parameters 3.7 x factor=3.7 | parameter count is 3.7x smaller
Model parameters can be compressed by 3.7x.
  parameters 3.7 x factor=3.7 | compressed by 3.7x
Quillnet spends 85% less on communication.
  cost 85 % factor=6.667 | 85% less on communication
Cost was down 85%.
  cost 85 % factor=6.667 | Cost was down 85%
We obtain an 85% cost saving.
  cost 85 % factor=6.667 | 85% cost saving
85% fewer GPU-hours are spent.
  training_time 85 % factor=6.667 | 85% fewer GPU-hours
Quillnet exhibits a latency of 0.4x of Alder.
  latency 0.4 x factor=2.5 | latency of 0.4x of Alder
Alder is 3x slower than Quillnet.
  latency 3 x factor=0.3333 worse subject=Alder baseline=Quillnet | 3x slower
Alder needs 3x more memory than Quillnet.
  memory 3 x factor=0.3333 worse subject=Alder baseline=Quillnet | 3x more memory
"""

BOUNDS = ("approx", "up_to", "at_least", "average")
OPPOSITE = {"better": "worse", "worse": "better"}


def cases() -> Iterator[tuple[str, Claim]]:
    """Read the table: a sentence and one claim of it at a time."""
    sentence = ""
    for line in SENTENCES.strip().splitlines():
        if line.startswith("  "):
            yield sentence, read_claim(line)
        else:
            sentence = line


def read_claim(line: str) -> Claim:
    """Read one indented line of the table."""
    said, evidence = line.strip().split(" | ")
    metric, value, unit, *rest = said.split()
    low, _, high = value.partition("..")
    fields: dict[str, Any] = {"kind": "relative" if unit in ("x", "%") else "absolute", "direction": "better"}
    for word in rest:
        name, _, content = word.partition("=")
        if content:
            fields[name] = float(content) if name == "factor" else content
        else:
            fields["bound" if word in BOUNDS else "direction"] = word
    return Claim(
        metric=metric,
        value=float(low),
        value_max=float(high) if high else None,
        unit=unit.replace("_", " "),
        evidence=evidence,
        **{"subject": "Quillnet", **fields},
    )


def paper_with(sentence: str) -> Paper:
    """A paper that says a sentence of its own method."""
    return make_paper(
        "Quillnet: Encoding Graphs",
        "Large graph encoders are costly. We present Quillnet, a new encoder."
        f" {sentence} It is compared with Alder, Birch and Cedar.",
    )


CASES = list(cases())
RELATIVE = [(sentence, claim) for sentence, claim in CASES if claim.kind == "relative"]


def names(table: list[tuple[str, Claim]]) -> list[str]:
    """A short name for each case."""
    return [f"{claim.metric}:{claim.evidence[:40]}" for _, claim in table]


@pytest.mark.parametrize(("sentence", "claim"), CASES, ids=names(CASES))
def test_a_claim_that_says_what_its_sentence_says_is_verified(sentence, claim):
    checked = verify_claim(claim, paper_with(sentence))
    assert checked.verdict == "verified", checked.verdict_reason


@pytest.mark.parametrize(("sentence", "claim"), RELATIVE, ids=names(RELATIVE))
def test_better_told_as_worse_is_refused_and_the_other_way_round(sentence, claim):
    turned = OPPOSITE[claim.direction]
    opposite = claim.model_copy(update={"direction": turned, "factor": claim.factor and round(1 / claim.factor, 4)})
    assert verify_claim(opposite, paper_with(sentence)).verdict == "wrong_direction"


@pytest.mark.parametrize(("sentence", "claim"), CASES, ids=names(CASES))
@pytest.mark.parametrize("times", [0.1, 1.7, 10])
def test_another_number_is_refused(sentence, claim, times):
    told = claim.model_copy(update={"value": round(claim.value * times, 4), "factor": None})
    assert verify_claim(told, paper_with(sentence)).verdict == "wrong_number"


@pytest.mark.parametrize(("sentence", "claim"), RELATIVE, ids=names(RELATIVE))
def test_a_percentage_is_no_factor_and_a_factor_no_percentage(sentence, claim):
    told = claim.model_copy(update={"unit": "%" if claim.unit == "x" else "x", "factor": None})
    assert verify_claim(told, paper_with(sentence)).verdict in ("wrong_unit", "wrong_number")


@pytest.mark.parametrize(("sentence", "claim"), RELATIVE, ids=names(RELATIVE))
def test_a_factor_that_does_not_follow_from_the_number_is_refused(sentence, claim):
    likely = [
        factor(claim.value, claim.unit, r, claim.direction)
        for r in ("times", "reduced_by", "increased_by", "fraction_of")
    ]
    wrong = next(f for f in (1.234, 5.678, 91.01) if all(abs(f - (known or 0)) > 0.05 * f for known in likely))
    told = claim.model_copy(update={"factor": wrong})
    assert verify_claim(told, paper_with(sentence)).verdict == "wrong_number"


UNASSERTED = [
    ("Quillnet is not 3x faster than Alder.", "better", "wrong_direction"),
    ("Quillnet is not 3x slower than Alder.", "worse", "wrong_direction"),
    ("Quillnet does not run 3x faster than Alder.", "better", "wrong_direction"),
    ("Quillnet fails to run 3x faster than Alder.", "better", "wrong_direction"),
    ("Quillnet could be 3x faster than Alder if fused.", "better", "wrong_role"),
    ("Quillnet would be 3x faster than Alder.", "better", "wrong_role"),
    ("Quillnet may be 3x faster than Alder if fused.", "better", "wrong_role"),
    ("Quillnet is not only 3x faster than Alder but also smaller.", "better", "verified"),
    ("Quillnet needs no labels, yet is 3x faster than Alder.", "better", "verified"),
    ("Quillnet can be 3x faster than Alder.", "better", "verified"),
]


@pytest.mark.parametrize(("sentence", "direction", "verdict"), UNASSERTED)
def test_a_number_that_is_denied_or_only_supposed_is_no_claim(sentence, direction, verdict):
    """The reason quotes the words that take the number back."""
    claim = Claim(
        metric="latency",
        value=3,
        unit="x",
        relation="times",
        direction=direction,
        subject="Quillnet",
        baseline="Alder",
        evidence=sentence.removesuffix("."),
    )
    told = verify_claim(claim, make_paper("Quillnet: A Net", f"We present Quillnet. {sentence}"))
    assert told.verdict == verdict, told.verdict_reason
    assert verdict == "verified" or "denies" in told.verdict_reason or "supposes" in told.verdict_reason


SIDES = [
    ("Quillnet runs 3x faster than Alder.", "Quillnet", "Alder", "verified"),
    ("Quillnet runs 3x faster than Alder.", "Alder", "Quillnet", "wrong_name"),
    ("Quillnet runs 3x faster than Alder.", "Quillnet", "Quillnet", "wrong_name"),
    ("Birch is slow, but Quillnet runs 3x faster than Alder.", "Quillnet", "Birch", "wrong_name"),
    ("Quillnet brings a 3x speedup over Alder in latency.", "Alder", "Quillnet", "wrong_name"),
    ("Quillnet outperforms Birch and is 3x faster than Alder.", "Quillnet", "Alder", "verified"),
    ("Quillnet-L is 3x faster than Quillnet.", "Quillnet-L", "Quillnet", "verified"),
]


@pytest.mark.parametrize(("sentence", "subject", "baseline", "verdict"), SIDES)
def test_the_name_behind_than_is_the_baseline(sentence, subject, baseline, verdict):
    """A claim that turns subject and baseline round names the wrong ones."""
    claim = Claim(
        metric="latency",
        value=3,
        unit="x",
        relation="times",
        direction="better",
        subject=subject,
        baseline=baseline,
        evidence=sentence.removesuffix("."),
    )
    paper = make_paper("Quillnet: A Net", f"We present Quillnet, and Quillnet-L. {sentence}")
    assert verify_claim(claim, paper).verdict == verdict


@pytest.mark.parametrize(("direction", "factor_said"), [("better", 12), ("worse", 0.08333)])
def test_of_two_amounts_the_one_behind_the_subject_is_its_own(direction, factor_said):
    """The baseline's amount may come first."""
    sentence = "Alder takes 3 days to train, whereas Quillnet takes 6 hours"
    claim = Claim(
        metric="training_time",
        value=12,
        unit="x",
        relation="from_to",
        direction=direction,
        factor=factor_said,
        subject="Quillnet",
        baseline="Alder",
        evidence=sentence,
    )
    told = verify_claim(claim, make_paper("Quillnet: A Net", f"We present Quillnet. {sentence}."))
    assert told.verdict == ("verified" if direction == "better" else "wrong_direction"), told.verdict_reason


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("AlderNet reports a 3x speedup.", "wrong_role"),
        ("Earlier, Alder achieved a 3x speedup over Birch.", "wrong_role"),
        ("Prior work, Alder, reported a 3x speedup.", "wrong_role"),
        ("Quillnet achieves a 3x speedup over Birch.", "verified"),
    ],
)
def test_what_others_report_is_not_the_papers_own(sentence, verdict):
    """A number of earlier work told as the paper's contribution has the wrong role."""
    claim = Claim(
        metric="latency", value=3, unit="x", relation="times", direction="better", subject="Quillnet", evidence=sentence
    )
    assert verify_claim(claim, make_paper("Quillnet: A Net", f"We present Quillnet. {sentence}")).verdict == verdict
