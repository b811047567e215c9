// SPDX-License-Identifier: GPL-3.0-or-later
#include "prose/name_list.hpp"

#include "text/characters.hpp"

#include <algorithm>

namespace gongkai {
namespace {

/// A piece of the list with its place in it, in bytes.
struct Piece {
  std::size_t begin = 0, end = 0;
};

bool is_separator(char32_t c) { return c == 0x3001 || c == 0xFF0C || c == U',' || c == 0xFF1B || c == U';'; }
bool opens(char32_t c) { return c == 0xFF08 || c == U'(' || c == 0x201C || c == 0x300A; }
bool closes(char32_t c) { return c == 0xFF09 || c == U')' || c == 0x201D || c == 0x300B; }

/// Names between enumeration commas end where a comma begins something that is no name, or where they are enough.
std::vector<Piece> pieces_of(std::string_view list, LinePatterns const& name, std::size_t count) {
  std::vector<Piece> out{{0, 0}};
  std::size_t end_of_list = 0; // pieces up to a comma of another kind; 0 while there was none
  bool enumerated = false;
  std::size_t at = 0;
  int depth = 0;
  for (char32_t const c : to_utf32(list)) {
    std::string bytes;
    append_utf8(bytes, c);
    if (opens(c)) { ++depth; }
    if (closes(c)) { depth = std::max(depth - 1, 0); }
    if (depth == 0 && is_separator(c)) {
      out.back().end = at;
      enumerated = enumerated || c == 0x3001;
      if (c != 0x3001 && end_of_list == 0) { end_of_list = out.size(); }
      out.push_back({at + bytes.size(), 0});
    }
    at += bytes.size();
  }
  out.back().end = list.size();
  if (enumerated && end_of_list > 0) {
    Piece const& after = out[end_of_list];
    if (end_of_list == count || !name.matches(list.substr(after.begin, after.end - after.begin))) {
      out.resize(end_of_list);
    }
  }
  std::erase_if(out, [](Piece const& p) { return p.begin >= p.end; });
  return out;
}

/// Words for "and", the longest first (U+4EE5 U+53CA, U+53CA, U+548C, U+4E0E).
constexpr std::string_view conjunctions[] = {"\xE4\xBB\xA5\xE5\x8F\x8A", "\xE5\x8F\x8A", "\xE5\x92\x8C",
                                             "\xE4\xB8\x8E"};

/// Parts the last piece, where two names stand in it. Only the longest word is sure to be none of a name's.
void split_last(std::string_view list, LinePatterns const& name, bool missing, std::vector<Piece>& pieces) {
  if (pieces.empty()) { return; }
  Piece const last = pieces.back();
  std::string_view const text = list.substr(last.begin, last.end - last.begin);
  for (std::string_view const word : conjunctions) {
    if (!missing && word.data() != conjunctions[0].data()) { return; }
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      std::size_t const after = at + word.size();
      if (at == 0) { // "and" right behind the separator
        pieces.back().begin += after;
        split_last(list, name, missing, pieces);
        return;
      }
      if (after < text.size() && name.matches(text.substr(0, at)) && name.matches(text.substr(after))) {
        pieces.back().end = last.begin + at;
        pieces.push_back({last.begin + after, last.end});
        return;
      }
    }
  }
}

/// Parts pieces at seams until there are as many as there should be.
void split_at_seams(std::string_view list, LinePatterns const& name, std::size_t count,
                    std::vector<std::size_t> const& seams, std::vector<Piece>& pieces) {
  for (std::size_t const seam : seams) {
    if (pieces.size() >= count) { return; }
    auto const p =
        std::find_if(pieces.begin(), pieces.end(), [&](Piece const& x) { return x.begin < seam && seam < x.end; });
    if (p == pieces.end() || !name.matches(list.substr(p->begin, seam - p->begin)) ||
        !name.matches(list.substr(seam, p->end - seam))) {
      continue;
    }
    Piece const rest{seam, p->end};
    p->end = seam;
    pieces.insert(p + 1, rest);
  }
}

} // namespace

std::vector<std::string> split_names(std::string_view list, LinePatterns const& name, std::size_t count,
                                     std::vector<std::size_t> const& seams) {
  std::vector<Piece> pieces = pieces_of(list, name, count);
  split_last(list, name, count == 0 || pieces.size() < count, pieces);
  if (pieces.size() < count) { split_at_seams(list, name, count, seams, pieces); }
  std::vector<std::string> out;
  for (Piece const& p : pieces) { out.emplace_back(list.substr(p.begin, p.end - p.begin)); }
  return out;
}

} // namespace gongkai
