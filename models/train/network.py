"""The network: hashed embeddings -> convolutions with some attention layers -> tags, tree, names and mentions."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

import features as ft

WIDTH = 256
HEADS, HEAD_WIDTH = 4, 32
ARC, REL, NAME = 128, 192, 128
MENTION, SPAN = 128, 64
LAYERS = "CCACCAC"  # C: convolution over three words, A: self-attention
DISTANCES = 33  # buckets of signed distance


def bucket(d):
    """Signed distance -> bucket: exact up to 8, then by powers of two up to 64 and more; the middle one is zero."""
    a = d.abs()
    big = 8 + (a > 8).long() + (a > 11).long() + (a > 16).long() + (a > 22).long() + (a > 32).long() + (a > 45).long() \
        + (a > 64).long() + (a > 90).long()
    a = torch.where(a <= 8, a, big)
    return 16 + torch.sign(d) * a


class Embed(nn.Module):
    def __init__(self, glove, words):
        super().__init__()
        self.register_buffer("glove", glove)  # row 0: unknown
        self.word = nn.Embedding(words + 1, ft.WORD_COLUMNS)  # row 0: unknown
        self.tables = nn.ModuleList([nn.Embedding(r, c) for r, c in ft.HASHED.values()])
        self.grams = nn.EmbeddingBag(ft.NGRAM_ROWS, ft.NGRAM_COLUMNS, mode="mean", padding_idx=0)
        self.lexicon = nn.ModuleList([nn.Embedding(r, c) for r, c in ft.LEXICON.values()])
        for m in [self.word, self.grams, *self.tables, *self.lexicon]:
            nn.init.normal_(m.weight, std=0.3)
            m.weight.data[0] = 0

    def forward(self, rows, hashed, grams):
        """rows: B x T x 5 (glove, word, lexicon), hashed: B x T x 8, grams: B x T x MAX_NGRAMS -> B x T x INPUT."""
        b, t = rows.shape[:2]
        parts = [self.glove[rows[..., 0]], self.word(rows[..., 1])]
        parts += [table(hashed[..., k]) for k, table in enumerate(self.tables)]
        parts.append(self.grams(grams.reshape(b * t, -1)).view(b, t, -1))
        parts += [table(rows[..., 2 + k]) for k, table in enumerate(self.lexicon)]
        return torch.cat(parts, -1)


class Conv(nn.Module):
    def __init__(self, drop):
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.lin = nn.Linear(3 * WIDTH, WIDTH)
        self.drop = drop

    def forward(self, x, mask, _):
        h = self.norm(x) * mask
        h = F.pad(h, (0, 0, 1, 1))
        h = torch.cat([h[:, :-2], h[:, 1:-1], h[:, 2:]], -1)
        return x + F.dropout(F.relu(self.lin(h)), self.drop, self.training)


class Attention(nn.Module):
    def __init__(self, drop):
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.qkv = nn.Linear(WIDTH, 3 * HEADS * HEAD_WIDTH)
        self.out = nn.Linear(HEADS * HEAD_WIDTH, WIDTH)
        self.bias = nn.Parameter(torch.zeros(HEADS, DISTANCES))
        self.drop = drop

    def forward(self, x, mask, distance):
        b, t = x.shape[:2]
        q, k, v = self.qkv(self.norm(x)).view(b, t, 3, HEADS, HEAD_WIDTH).permute(2, 0, 3, 1, 4)
        s = q @ k.transpose(-1, -2) / math.sqrt(HEAD_WIDTH) + self.bias[:, distance]
        s = s.masked_fill(mask.view(b, 1, 1, t) == 0, -1e9)
        a = F.dropout(s.softmax(-1), self.drop, self.training)
        h = (a @ v).transpose(1, 2).reshape(b, t, -1)
        return x + F.dropout(self.out(h), self.drop, self.training)


class Network(nn.Module):
    def __init__(self, glove, words, sizes, drop=0.2, order=LAYERS):
        """sizes: dict of class counts: upos, xpos, feats, lemma, rel, name, mention."""
        super().__init__()
        self.sizes, self.drop, self.order = sizes, drop, order
        self.embed = Embed(glove, words)
        self.project = nn.Linear(ft.INPUT, WIDTH)
        self.layers = nn.ModuleList([Conv(drop) if c == "C" else Attention(drop * 0.5) for c in order])
        self.norm = nn.LayerNorm(WIDTH)
        self.tags = nn.Linear(WIDTH, sizes["upos"] + sizes["xpos"] + sizes["feats"] + sizes["lemma"])
        self.name1 = nn.Linear(WIDTH, NAME)
        self.name2 = nn.Linear(NAME, sizes["name"])
        self.mention1 = nn.Linear(WIDTH, MENTION)
        self.mention2 = nn.Linear(MENTION, sizes["mention"])
        self.span = nn.Linear(WIDTH, 4 * SPAN)  # left query and key, right query and key
        self.span_far = nn.Linear(WIDTH, 2 * DISTANCES)
        self.arc = nn.Linear(WIDTH, 2 * ARC)  # dependent, head
        self.arc_u = nn.Linear(ARC, ARC)      # dependent -> what it looks for
        self.arc_far = nn.Linear(ARC, DISTANCES)
        self.root = nn.Parameter(torch.zeros(ARC))
        self.rel = nn.Linear(WIDTH, 2 * REL)  # dependent, head
        self.rel_root = nn.Parameter(torch.zeros(REL))
        self.rel_out = nn.Linear(REL, sizes["rel"])
        nn.init.normal_(self.root, std=0.1)
        nn.init.normal_(self.rel_root, std=0.1)

    def forward(self, rows, hashed, grams, mask):
        """mask: B x T x 1 -> dict: tag scores, arcs B x T x (T+1) (column 0: root), rel halves, name scores, mention
        scores, left and right B x T x T."""
        x = F.dropout(self.embed(rows, hashed, grams), 0.25 if self.training else 0.0, self.training)
        return self.heads(*self.encode(self.project(x), mask), mask)

    def encode(self, x, mask):
        at = torch.arange(x.shape[1])
        distance = bucket(at[None, :] - at[:, None])  # [dependent, head]
        for layer in self.layers:
            x = layer(x, mask, distance)
        return x, distance

    def heads(self, x, distance, mask):
        d, (b, t) = self.drop, x.shape[:2]
        x = F.dropout(self.norm(x), d, self.training)
        out = {}
        tags = self.tags(x)
        for name, part in zip(("upos", "xpos", "feats", "lemma"),
                              tags.split([self.sizes[k] for k in ("upos", "xpos", "feats", "lemma")], -1)):
            out[name] = part
        out["name"] = self.name2(F.dropout(F.relu(self.name1(x)), d, self.training))
        dep, head = F.dropout(F.relu(self.arc(x)), d, self.training).split(ARC, -1)
        head = torch.cat([F.relu(self.root).expand(b, 1, ARC), head], 1)
        arcs = self.arc_u(dep) @ head.transpose(1, 2) / math.sqrt(ARC) * 2
        far = self.arc_far(dep).gather(2, distance.expand(b, t, t))
        arcs = arcs + torch.cat([torch.zeros(b, t, 1), far], 2)
        ok = torch.cat([torch.ones(b, 1), mask[..., 0]], 1)
        out["arcs"] = arcs.masked_fill(ok[:, None, :] == 0, -1e9)
        dep, head = self.rel(x).split(REL, -1)
        out["rel_dep"], out["rel_head"] = dep, torch.cat([self.rel_root.expand(b, 1, REL), head], 1)
        out["mention"] = self.mention2(F.dropout(F.relu(self.mention1(x)), d, self.training))
        q, k, q2, k2 = F.dropout(self.span(x), d * 0.5, self.training).split(SPAN, -1)
        far, far2 = self.span_far(x).split(DISTANCES, -1)
        for name, q, k, far, before in (("left", q, k, far, True), ("right", q2, k2, far2, False)):
            s = q @ k.transpose(1, 2) / math.sqrt(SPAN) * 2 + far.gather(2, distance.expand(b, t, t))
            side = distance > 16 if before else distance < 16  # the middle bucket is the word itself
            out[name] = s.masked_fill(side | (mask[..., 0] == 0)[:, None, :], -1e9)
        return out

    def relations(self, out, heads):
        """heads: B x T (0 root) -> scores B x T x rel."""
        h = out["rel_head"].gather(1, heads[..., None].expand(-1, -1, REL))
        return self.rel_out(F.dropout(F.relu(out["rel_dep"] + h), self.drop, self.training))
