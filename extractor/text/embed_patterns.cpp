// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Runs while the program is built: writes the files of patterns/ as C++, so that they are part of the program.
///
///     embed_patterns SOURCE FOLDER FILE...
///
/// Each file's text, for people who ask what there is; and the values of each TOML file without its examples, which
/// only tests and people read.
#include "text/parse_patterns.hpp"

#include <fmt/format.h>

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
std::string literal(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    constexpr std::size_t line = 1000;
    auto const c = static_cast<unsigned char>(text[i]);
    bool const plain = c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != '?';
    out += plain ? std::string(1, text[i]) : fmt::format("\\{:03o}", c);
    if (i % line == line - 1) { out += "\"\n\""; }
  }
  return out + "\"sv";
}

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

void embed(std::FILE* out, std::string const& folder, std::vector<std::string> const& names) {
  fmt::print(out, "// Made from patterns/ by embed_patterns.\n#include \"text/pattern_file.hpp\"\n\nnamespace gongkai "
                  "{{\nnamespace {{\n\n"
                  "using namespace std::string_view_literals;\n\n");
  Writer writer(out);
  std::string files;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string const text = read(folder + "/" + names[i]);
    std::string root = "nullptr";
    if (names[i].ends_with(".toml")) {
      root = fmt::format("&root_{}", i);
      fmt::print(out, "constexpr PatternNode root_{} = {};\n", i, writer.value(ParsedPatterns(names[i], text).root()));
    }
    files += fmt::format("    {{{}, {}, {}}},\n", literal(names[i]), literal(text), root);
  }
  fmt::print(out,
             "\nconstexpr EmbeddedFile files[] = {{\n{}}};\n\n}} // namespace\n\n"
             "std::span<EmbeddedFile const> embedded_files() noexcept {{ return files; }}\n\n}} // namespace gongkai\n",
             files);
}

} // namespace
} // namespace gongkai

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(stderr, "usage: embed_patterns SOURCE FOLDER FILE...\n");
    return 2;
  }
  std::FILE* const out = std::fopen(argv[1], "w");
  if (out == nullptr) {
    fmt::print(stderr, "{}: cannot be written\n", argv[1]);
    return 1;
  }
  int code = 0;
  try {
    gongkai::embed(out, argv[2], std::vector<std::string>(argv + 3, argv + argc));
  } catch (gongkai::PatternError const& e) {
    fmt::print(stderr, "{}\n", e.what());
    code = 1;
  }
  // What is half written must not look done.
  bool const whole = std::fclose(out) == 0 && code == 0;
  if (!whole) { std::remove(argv[1]); }
  return whole ? 0 : 1;
}
