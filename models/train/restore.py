#!/usr/bin/env python3
"""The model file -> a checkpoint: training goes on from shipped weights (int8, so nearly what they were).

    restore.py MODEL.lode OUT.pt

The inverse of export.py. Classes and words must be those that the training data gives; `train.py --resume` checks it.
"""
import argparse
import struct

import numpy as np
import torch

import export
import features as ft
import network


class Reader:
    def __init__(self, path):
        self.raw = open(path, "rb").read()
        magic, version, count = struct.unpack_from("<8sII", self.raw)
        if magic != export.MAGIC or version != export.VERSION:
            raise SystemExit(f"{path}: not a model of version {export.VERSION}")
        self.sections = {}
        for i in range(count):
            name, kind, rows, columns, _, at, size = struct.unpack_from("<32sIIIIQQ", self.raw, 64 + 64 * i)
            self.sections[name.rstrip(b"\0").decode()] = (kind, rows, columns, at, size)

    def get(self, name):
        kind, rows, columns, at, size = self.sections[name]
        data = self.raw[at:at + size]
        if kind == export.BYTES:
            return data
        a = np.frombuffer(data, {export.INT8: np.int8, export.FLOAT32: np.float32, export.UINT32: np.uint32}[kind])
        return a.reshape(rows, columns)

    def strings(self, name):
        at, text = self.get(name + ".at")[:, 0], self.get(name + ".text")
        return [text[a:b].decode() for a, b in zip(at, at[1:])]

    def table(self, name):
        return torch.from_numpy(self.get(name).astype(np.float32) * self.get(name + ".scale"))

    def matrix(self, name, outputs):
        _, padded, k, _, _ = self.sections[name]
        cells = self.get(name).reshape(padded // export.LANES, k // export.DEPTH, export.LANES, export.DEPTH)
        q = cells.transpose(0, 2, 1, 3).reshape(padded, k).astype(np.float32)
        w = (q * self.get(name + ".scale"))[:outputs]
        return torch.from_numpy(w), torch.from_numpy(self.get(name + ".bias")[:outputs, 0].copy())


def weights(f):
    """-> (state dict, class names, order)."""
    order = f.get("layers").decode()
    names = {k: f.strings("class." + k) for k in ("upos", "xpos", "feats", "lemma", "rel", "name", "mention")}
    sizes = {k: len(v) for k, v in names.items()}
    glove = torch.from_numpy(f.get("glove").astype(np.float32) * f.get("glove.scale"))
    net = network.Network(glove, f.sections["word"][1] - 1, sizes, order=order)
    state = {"embed.glove": glove, "embed.word.weight": f.table("word"), "embed.grams.weight": f.table("ngram")}
    for i, name in enumerate(ft.HASHED):
        state[f"embed.tables.{i}.weight"] = f.table(name)

    def linear(module, name, outputs):
        state[module + ".weight"], state[module + ".bias"] = f.matrix(name, outputs)

    def floats(module, name):
        state[module] = torch.from_numpy(f.get(name).copy())
    linear("project", "project", network.WIDTH)
    for i, kind in enumerate(order):
        for k in ("weight", "bias"):
            floats(f"layers.{i}.norm.{k}", f"layer{i}.norm.{k}")
        if kind == "C":
            w, b = f.matrix(f"layer{i}", 3 * network.WIDTH)
            state[f"layers.{i}.lin.weight"] = torch.cat(w.split(network.WIDTH, 0), 1)
            state[f"layers.{i}.lin.bias"] = b[network.WIDTH:2 * network.WIDTH]
        else:
            linear(f"layers.{i}.qkv", f"layer{i}.qkv", 3 * network.HEADS * network.HEAD_WIDTH)
            linear(f"layers.{i}.out", f"layer{i}.out", network.WIDTH)
            floats(f"layers.{i}.bias", f"layer{i}.far")
    for k in ("weight", "bias"):
        floats(f"norm.{k}", f"norm.{k}")
    for name in export.HEADS:
        linear(name, name, getattr(net, name).weight.shape[0])
    floats("root", "root")
    floats("rel_root", "rel_root")
    for k, v in net.state_dict().items():  # floats are kept as columns
        state[k] = state[k].reshape(v.shape)
    net.load_state_dict(state)
    return net.state_dict(), names, order


def main():
    p = argparse.ArgumentParser()
    p.add_argument("model")
    p.add_argument("target")
    a = p.parse_args()
    f = Reader(a.model)
    state, names, order = weights(f)
    torch.save({"net": state, "sizes": {k: len(v) for k, v in names.items()}, "order": order, "step": 0, "scores": {},
                "words": f.strings("words"), "classes": names}, a.target)


if __name__ == "__main__":
    main()
