// SPDX-License-Identifier: GPL-3.0-or-later
/// \file
/// Runs while the program is built: joins the modules of output/review/web to one script and one style sheet a page,
/// and writes them as C++, so that they are part of the program.
///
///     embed_web SOURCE NAME=FILE,FILE,... ...
///
/// The order of the files is that of their use. Lines that begin with "import" are left out, as is the word "export" at
/// the beginning of a line: what is left is one scope, in which names are unique (a name that is not is an error of the
/// script, which the tests would see at once).
#include "base/generated_file.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::string joined(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) { throw std::runtime_error(path + ": cannot be read"); }
  std::string out, line;
  for (int number = 1; std::getline(in, line); ++number) {
    std::string_view rest = line;
    if (rest.starts_with("import ")) {
      if (!rest.ends_with(";")) {
        throw std::runtime_error(fmt::format("{}:{}: an import must be one line", path, number));
      }
      continue;
    }
    if (rest.starts_with("export ")) { rest.remove_prefix(7); }
    for (char const c : rest) {
      // The script stands in a file whose other half is data: it must be safe to put anywhere.
      if (static_cast<unsigned char>(c) >= 0x80) {
        throw std::runtime_error(fmt::format("{}:{}: wording belongs in patterns/review.csv", path, number));
      }
    }
    if (rest.find("</") != std::string_view::npos) {
      throw std::runtime_error(fmt::format("{}:{}: '</' could end the script", path, number));
    }
    out += rest;
    out += '\n';
  }
  return out;
}

std::string text_of(std::string_view name, std::string_view files) {
  std::string text;
  while (!files.empty()) {
    std::size_t const comma = std::min(files.find(','), files.size());
    text += joined(std::string(files.substr(0, comma)));
    files.remove_prefix(std::min(comma + 1, files.size()));
  }
  return name.ends_with("script") ? "'use strict';\n(() => {\n" + text + "})();\n" : text;
}

/// As a literal in pieces that every compiler takes.
std::string literal(std::string_view text) {
  constexpr std::size_t piece = 8000;
  std::string out;
  for (; !text.empty(); text.remove_prefix(std::min(piece, text.size()))) {
    out += fmt::format("R\"gongkai_web({})gongkai_web\"\n", text.substr(0, piece));
  }
  return out;
}

void embed(std::FILE* out, std::vector<std::string_view> const& assets) {
  fmt::print(out, "// Made from output/review/web by embed_web.\n#include \"output/review/web_assets.hpp\"\n\n"
                  "namespace gongkai {{\n\n");
  for (std::string_view const asset : assets) {
    std::size_t const equals = asset.find('=');
    std::string_view const name = asset.substr(0, equals);
    fmt::print(out, "std::string_view {}() noexcept {{\n  return {};\n}}\n\n", name,
               literal(text_of(name, asset.substr(equals + 1))));
  }
  fmt::print(out, "}} // namespace gongkai\n");
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: embed_web SOURCE NAME=FILE,FILE...\n");
    return 2;
  }
  bool const whole = gongkai::write_generated_file(argv[1], [&](std::FILE* out) {
    embed(out, {argv + 2, argv + argc});
  });
  return whole ? 0 : 1;
}
