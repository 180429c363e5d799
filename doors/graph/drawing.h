// A neighbourhood as a drawing that stands alone: no program and no network is needed to see it.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "views/neighbourhood.h"

namespace lode::doors {

// How an edge is drawn: what is denied is dashed, what is not said to be so dotted, what is former
// pale. The same in all drawings and on the page.
enum class EdgeStyle { kPlain, kDenied, kUnsure, kFormer };
EdgeStyle StyleOf(const views::GraphEdge& edge);
// "owns, denied (2 articles)": with the manner and how many articles say so.
std::string LabelOf(const views::GraphEdge& edge);

// For graphviz (https://graphviz.org/doc/info/lang.html).
void WriteDot(const views::Neighbourhood& graph, std::ostream& out);
// Lines to read: each name with its links below it, outward and inward.
void WriteText(const views::Neighbourhood& graph, std::ostream& out);
// Placed by forces (see layout.h); sentences are told where the pointer rests.
void WriteSvg(const views::Neighbourhood& graph, std::ostream& out);
// A page that works from a file: a graph that can be moved, and all edges as a list with their
// sentences. `library` is cytoscape's module, which goes into it.
void WriteHtml(const views::Neighbourhood& graph, std::string_view title, std::string_view library,
               std::ostream& out);

}  // namespace lode::doors
