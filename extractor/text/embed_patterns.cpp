// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Runs while the program is built: writes the files of patterns/ as C++, so that they are part of the program.
///
///     embed_patterns FILES_SOURCE CODE_SOURCE FOLDER FILE...
///
/// Each file's text, for people who ask what there is; the values of each TOML file without its examples, which
/// only tests and people read; and what its patterns are made into to be matched.
#include "base/generated_file.hpp"
#include "text/parse_patterns.hpp"
#include "text/pattern_code.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>

namespace gongkai {
namespace {

std::string read(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in) { throw PatternError(fmt::format("{}: cannot be read", path)); }
  return text;
}

/// As a literal. Octal escapes end after three digits; hexadecimal ones run into the next character.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    constexpr std::size_t line = 1000;
    auto const c = static_cast<unsigned char>(text[i]);
    bool const plain = c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != '?';
    out += plain ? std::string(1, text[i]) : fmt::format("\\{:03o}", c);
    if (i % line == line - 1) { out += "\"\n\""; }
  }
  return out + "\"";
}

std::string literal(std::string_view text) { return quoted(text) + "sv"; }

bool for_people(PatternNode const& node) { return node.key == "examples" || node.key == "counter_examples"; }

class Writer {
public:
  explicit Writer(std::FILE* out) : m_out(out) {}

  /// Writes the lists below a node, and returns the node's own value.
  std::string value(PatternNode const& node) {
    std::string children;
    int count = 0;
    for (PatternNode const& child : node.children) {
      if (for_people(child)) { continue; }
      children += "  " + value(child) + ",\n";
      ++count;
    }
    std::string list = "{}";
    if (count > 0) {
      list = fmt::format("list_{}", m_lists++);
      fmt::print(m_out, "constexpr PatternNode {}[] = {{\n{}}};\n", list, children);
    }
    return fmt::format("{{PatternNode::Kind{{{}}}, {}, {}, {}, {}, {}}}", static_cast<int>(node.kind), node.line,
                       node.number, literal(node.key), literal(node.text), list);
  }

private:
  std::FILE* m_out;
  int m_lists = 0;
};

/// Takes each text that is a pattern. One that is missed costs a little time at run time, and nothing else.
void collect_patterns(PatternNode const& node, std::vector<std::string>& out) {
  constexpr std::array<std::string_view, 6> keys{"pattern", "patterns", "titles", "columns", "body", "against"};
  bool const patterns = std::find(keys.begin(), keys.end(), node.key) != keys.end();
  if (patterns && node.kind == PatternNode::Kind::text) { out.emplace_back(node.text); }
  for (PatternNode const& child : node.children) {
    if (patterns && child.kind == PatternNode::Kind::text) { out.emplace_back(child.text); }
    if (!for_people(child)) { collect_patterns(child, out); }
  }
}

std::string form_of(FirstCharacters const& f) {
  return fmt::format("{{{{{}u}}, {}u, {}u}}", fmt::join(f.lead(), "u, "), f.second(), f.third());
}

std::string form_of(std::optional<FirstCharacters> const& f) {
  return f ? fmt::format("FirstCharacters{}", form_of(*f)) : "std::nullopt";
}

std::string form_of(CharacterSlots const& s) {
  std::vector<std::uint16_t> const slots(s.begin(), s.end());
  return fmt::format("{{{{{}}}, {}}}", fmt::join(slots, ", "), slots.size());
}

std::string form_of(PatternStep const& s) {
  return fmt::format("{{PatternStep::Op{{{}}}, {}, {}, {}, {}, PatternStep::Loop{{{}}}}}", static_cast<int>(s.op), s.a,
                     s.b, s.number, s.table, static_cast<int>(s.loop));
}

std::string form_of(PatternBranch const& b) {
  return fmt::format("{{{}, {}u, {}u, {}}}", b.target, b.mask, b.bytes, b.first);
}

std::string form_of(CharacterClass const& c) {
  return fmt::format("{{{{{}u, {}u}}, {}u, {}, {}, {}}}", c.ascii()[0], c.ascii()[1], c.low_bits(), c.first(),
                     c.count(), c.negated());
}

std::string form_of(CharacterRange const& r) {
  return fmt::format("{{char32_t{{{}}}, char32_t{{{}}}}}", static_cast<std::uint32_t>(r.from),
                     static_cast<std::uint32_t>(r.to));
}

std::string form_of(PatternBranchTable const& t) { return fmt::format("{{{}u}}", fmt::join(t, "u, ")); }

/// The tables of all patterns, one after the other.
class CodeWriter {
public:
  void add(std::string const& expression) {
    PatternTables const one = PatternTables::of(expression);
    PatternCode const& h = one.head;
    m_patterns +=
        fmt::format("  {{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}},\n",
                    text_slice(m_expressions, expression), h.understood, h.has_program, h.from_begin, h.groups,
                    h.choices, form_of(h.first), form_of(h.second), form_of(h.last), form_of(h.required.all),
                    slice(m_all.slots, one.slots), slice(m_all.steps, one.steps), slice(m_all.branches, one.branches),
                    slice(m_all.classes, one.classes), slice(m_all.ranges, one.ranges), slice(m_all.firsts, one.firsts),
                    slice(m_all.tables, one.tables), text_slice(m_all.texts, one.texts));
  }

  void write(std::FILE* out) const {
    fmt::print(out,
               "// Made from patterns/ by embed_patterns.\n#include \"text/pattern_code.hpp\"\n\nnamespace gongkai "
               "{{\nnamespace {{\n\nconstexpr BuiltInPattern patterns[] = {{\n{}}};\n",
               m_patterns);
    array(out, "CharacterSlots", "slots", m_all.slots);
    array(out, "PatternStep", "steps", m_all.steps);
    array(out, "PatternBranch", "branches", m_all.branches);
    array(out, "CharacterClass", "classes", m_all.classes);
    array(out, "CharacterRange", "ranges", m_all.ranges);
    array(out, "FirstCharacters", "firsts", m_all.firsts);
    array(out, "PatternBranchTable", "tables", m_all.tables);
    fmt::print(out,
               "constexpr char texts[] = {};\nconstexpr char expressions[] = {};\n"
               "constexpr BuiltInPatterns all{{patterns, expressions, slots, steps, branches, classes, ranges, firsts, "
               "tables, texts}};\n\n}} // namespace\n\n"
               "BuiltInPatterns const& built_in_patterns() noexcept {{ return all; }}\n\n}} // namespace gongkai\n",
               quoted(m_all.texts), quoted(m_expressions));
  }

private:
  template <class T>
  static std::string slice(std::vector<T>& all, std::vector<T> const& one) {
    std::size_t const at = all.size();
    all.insert(all.end(), one.begin(), one.end());
    return fmt::format("{{{}, {}}}", at, one.size());
  }

  static std::string text_slice(std::string& all, std::string_view one) {
    std::size_t const at = all.size();
    all += one;
    return fmt::format("{{{}, {}}}", at, one.size());
  }

  template <class T>
  static void array(std::FILE* out, std::string_view type, std::string_view name, std::vector<T> const& items) {
    fmt::print(out, "constexpr {} {}[] = {{\n", type, name);
    for (T const& item : items) { fmt::print(out, "  {},\n", form_of(item)); }
    fmt::print(out, "  {{}}}};\n"); // none must not be an array of no items
  }

  std::string m_patterns, m_expressions;
  PatternTables m_all;
};

void embed_code(std::FILE* out, std::string const& folder, std::vector<std::string> const& names) {
  std::vector<std::string> expressions;
  for (std::string const& name : names) {
    if (name.ends_with(".toml")) {
      collect_patterns(ParsedPatterns(name, read(folder + "/" + name)).root(), expressions);
    }
  }
  std::sort(expressions.begin(), expressions.end());
  expressions.erase(std::unique(expressions.begin(), expressions.end()), expressions.end());
  CodeWriter writer;
  for (std::string const& e : expressions) { writer.add(e); }
  writer.write(out);
}

/// Where the fields of a CSV file lie, as EmbeddedRows describes it; its name, or "nullptr" where the file is not so.
std::string embed_rows(std::FILE* out, std::string_view text, std::size_t number) {
  std::size_t columns = 0;
  int line = 1;
  for (; text.substr(columns, 1) == "#"; ++line) { columns = text.find('\n', columns) + 1; }
  std::size_t const rows = text.find('\n', columns) + 1;
  constexpr std::size_t longest = 255, most_columns = 8; // of a byte; CsvView
  auto const count = static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(columns),
                                                         text.begin() + static_cast<std::ptrdiff_t>(rows), ',')) +
                     1;
  if (text.find_first_of("\"\r", columns) != std::string_view::npos || !text.ends_with('\n') || rows == 0 ||
      count > most_columns) {
    return "nullptr";
  }
  std::vector<std::size_t> lengths;
  for (std::string_view rest = text.substr(rows); !rest.empty();) {
    std::string_view const row = rest.substr(0, rest.find('\n'));
    bool const whole = static_cast<std::size_t>(std::count(row.begin(), row.end(), ',')) + 1 == count;
    if (!whole || row.starts_with('#')) { return "nullptr"; }
    for (std::size_t i = 0; i < count; ++i) {
      lengths.push_back(rest.find_first_of(",\n"));
      if (lengths.back() > longest) { return "nullptr"; }
      rest.remove_prefix(lengths.back() + 1);
    }
  }
  fmt::print(out,
             "constexpr std::uint8_t lengths_{}[] = {{{}}};\n"
             "constexpr EmbeddedRows rows_{}{{{}, {}, {}, lengths_{}}};\n",
             number, fmt::join(lengths, ","), number, columns, rows, line + 1, number);
  return fmt::format("&rows_{}", number);
}

void embed(std::FILE* out, std::string const& folder, std::vector<std::string> const& names) {
  fmt::print(out, "// Made from patterns/ by embed_patterns.\n#include \"text/pattern_file.hpp\"\n\nnamespace gongkai "
                  "{{\nnamespace {{\n\n"
                  "using namespace std::string_view_literals;\n\n");
  Writer writer(out);
  std::string files;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string const text = read(folder + "/" + names[i]);
    std::string root = "nullptr", rows = "nullptr";
    if (names[i].ends_with(".toml")) {
      root = fmt::format("&root_{}", i);
      fmt::print(out, "constexpr PatternNode root_{} = {};\n", i, writer.value(ParsedPatterns(names[i], text).root()));
    } else {
      rows = embed_rows(out, text, i);
    }
    files += fmt::format("    {{{}, {}, {}, {}}},\n", literal(names[i]), literal(text), root, rows);
  }
  fmt::print(out,
             "\nconstexpr EmbeddedFile files[] = {{\n{}}};\n\n}} // namespace\n\n"
             "std::span<EmbeddedFile const> embedded_files() noexcept {{ return files; }}\n\n}} // namespace gongkai\n",
             files);
}

} // namespace
} // namespace gongkai

int main(int argc, char** argv) {
  if (argc < 5) {
    fmt::print(stderr, "usage: embed_patterns FILES_SOURCE CODE_SOURCE FOLDER FILE...\n");
    return 2;
  }
  std::string const folder = argv[3];
  std::vector<std::string> const names(argv + 4, argv + argc);
  bool const whole =
      gongkai::write_generated_file(argv[1], [&](std::FILE* out) { gongkai::embed(out, folder, names); }) &&
      gongkai::write_generated_file(argv[2], [&](std::FILE* out) { gongkai::embed_code(out, folder, names); });
  return whole ? 0 : 1;
}
