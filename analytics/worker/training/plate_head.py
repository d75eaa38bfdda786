"""Trains the plate head: see README.md beside this file.

plate_head.py OUT.onnx SAMPLES... [--epochs N] [--threads N]
"""

import argparse
import io
import time

import numpy as np
import onnx
import torch
from torch import nn

# As in PlateAlphabet.java: nothing, digits and letters, provinces, marks; then any other character.
CLASSES = 1 + 36 + 31 + 9 + 1
OTHER = CLASSES - 1
FIRST_PROVINCE = 37
CHANNELS = 600

# Inside PP-OCR's recogniser: what its eyes see of each step, and what it makes of that.
SEEN = "p2o.AveragePool.1"
MADE = "transpose_51.tmp_0"
HIDDEN = 160
BATCH = 64
VALIDATION = 1500


class PlateHead(nn.Module):
    """Inner values of a plate's steps (batch, 600, steps) -> scores (batch, classes, steps)."""

    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(CHANNELS)
        self.drop = nn.Dropout(0.3)
        self.near = nn.Conv1d(CHANNELS, HIDDEN, 3, padding=1)
        self.character = nn.Conv1d(HIDDEN, CLASSES, 3, padding=1)

    def forward(self, inner):
        near = torch.relu(self.near(self.drop(self.norm(inner))))
        return self.character(self.drop(near))


def read(path):
    """The samples of a file of SampleFile.java: (characters, belief, inner values)."""
    data = np.fromfile(path, dtype=np.uint8)
    row = 2 * (CLASSES + CHANNELS)
    at = 0
    while at < len(data):
        steps, length = int(data[at]), int(data[at + 1])
        at += 2
        text = data[at : at + length].astype(np.int64)
        at += length
        values = np.frombuffer(data[at : at + steps * row].tobytes(), dtype=np.float16)
        values = values.reshape(steps, CLASSES + CHANNELS)
        at += steps * row
        yield text, values[:, :CLASSES], values[:, CLASSES:]


def fits(text, belief):
    """Whether there is a step for each character and one between two that are alike."""
    return len(text) + np.count_nonzero(text[1:] == text[:-1]) <= len(belief)


def best_path(text, belief):
    """Which class each step has on the likeliest way to read the text, by PP-OCR's own belief.

    Trained so, the head says a character at the very step at which PP-OCR says it, and the two
    can be averaged.
    """
    states = np.zeros(2 * len(text) + 1, np.int64)
    states[1::2] = text
    jumps = np.zeros(len(states), bool)
    jumps[3::2] = text[1:] != text[:-1]
    seen = np.maximum(belief[:, states].astype(np.float32), -9)
    none = np.float32(-1e9)
    score = np.full(len(states), none)
    score[:2] = seen[0, :2]
    came = np.zeros((len(belief), len(states)), np.int64)
    for step in range(1, len(belief)):
        before = np.concatenate([[none], score[:-1]])
        skipped = np.where(jumps, np.concatenate([[none, none], score[:-2]]), none)
        ways = np.stack([score, before, skipped])
        came[step] = ways.argmax(0)
        score = ways.max(0) + seen[step]
    state = len(states) - (1 if score[-1] > score[-2] else 2)
    path = np.zeros(len(belief), np.int64)
    for step in range(len(belief) - 1, -1, -1):
        path[step] = states[state]
        state -= came[step, state]
    return path


def batch(samples):
    steps = max(len(inner) for _, _, inner in samples)
    inner = np.zeros((len(samples), steps, CHANNELS), np.float32)
    for i, (_, _, values) in enumerate(samples):
        inner[i, : len(values)] = values
    return torch.from_numpy(inner).transpose(1, 2)


def greedy(scores):
    best = scores.argmax(1)
    kept = best[np.insert(best[1:] != best[:-1], 0, True)]
    return list(kept[kept != 0])


def judge(head, samples):
    """Shares of drawn plates that are read exactly: by the head, by PP-OCR, by both together."""
    head.eval()
    right = np.zeros(3, int)
    plates = 0
    with torch.no_grad():
        for i in range(0, len(samples), 256):
            part = samples[i : i + 256]
            scores = head(batch(part)).softmax(1).numpy()
            for (text, belief, _), mine in zip(part, scores):
                if text[0] < FIRST_PROVINCE or OTHER in text:
                    continue
                mine = mine[:, : len(belief)].T
                seen = np.exp(belief.astype(np.float32))
                plates += 1
                right += [greedy(s) == list(text) for s in (mine, seen, mine + seen)]
    return "exact of %d: head %.3f, PP-OCR %.3f, both %.3f" % (plates, *(right / plates))


def train(head, samples, validation, epochs):
    paths = [best_path(text, belief) for text, belief, _ in samples]
    steps = epochs * (len(samples) // BATCH)
    optimizer = torch.optim.AdamW(head.parameters(), lr=3e-3, weight_decay=3e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps)
    began = time.time()
    for epoch in range(epochs):
        head.train()
        order = np.random.permutation(len(samples))
        for i in range(0, len(order) - BATCH + 1, BATCH):
            chosen = order[i : i + BATCH]
            inner = batch([samples[k] for k in chosen])
            wanted = np.full((BATCH, inner.shape[2]), -100, np.int64)
            for row, k in zip(wanted, chosen):
                row[: len(paths[k])] = paths[k]
            loss = nn.functional.cross_entropy(
                head(inner), torch.from_numpy(wanted), ignore_index=-100, label_smoothing=0.02
            )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 5)
            optimizer.step()
            schedule.step()
        seconds = time.time() - began
        print("%4d s, epoch %d: %s" % (seconds, epoch + 1, judge(head, validation)), flush=True)


def onto_recogniser(head):
    """The head as a part of PP-OCR's graph: put behind that model's file it is one model with it."""
    file = io.BytesIO()
    torch.onnx.export(
        head,
        torch.zeros(1, CHANNELS, 40),
        file,
        input_names=["inner"],
        output_names=["characters"],
        dynamic_axes={"inner": {2: "steps"}, "characters": {2: "steps"}},
        opset_version=12,
    )
    own = onnx.load_from_string(file.getvalue()).graph
    for node in own.node:
        node.name = "head." + node.name
        node.input[:] = ["head." + name for name in node.input]
        node.output[:] = ["head." + name for name in node.output]
    for weights in own.initializer:
        weights.name = "head." + weights.name
    make = onnx.helper.make_node
    joined = [
        make("Squeeze", [SEEN], ["head.seen"], name="head.squeeze", axes=[2]),
        make("Transpose", [MADE], ["head.made"], name="head.transpose", perm=[0, 2, 1]),
        make("Concat", ["head.seen", "head.made"], ["head.inner"], name="head.concat", axis=1),
    ]
    scores = onnx.helper.make_tensor_value_info(
        "head.characters", onnx.TensorProto.FLOAT, [None, CLASSES, None]
    )
    graph = onnx.GraphProto(
        node=joined + list(own.node), initializer=own.initializer, output=[scores]
    )
    return onnx.ModelProto(graph=graph)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out")
    arguments.add_argument("samples", nargs="+")
    arguments.add_argument("--epochs", type=int, default=5)
    arguments.add_argument("--threads", type=int, default=2)
    given = arguments.parse_args()
    torch.manual_seed(1)
    np.random.seed(1)
    torch.set_num_threads(given.threads)
    samples = [s for path in given.samples for s in read(path) if fits(s[0], s[1])]
    np.random.shuffle(samples)
    head = PlateHead()
    train(head, samples[VALIDATION:], samples[:VALIDATION], given.epochs)
    head.eval()
    with open(given.out, "wb") as out:
        out.write(onto_recogniser(head).SerializeToString())


if __name__ == "__main__":
    main()
