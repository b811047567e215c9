// SPDX-License-Identifier: GPL-3.0-or-later
/// corruption [--trials N] [--seed N] [--verbose] FILE|FOLDER...
///
/// Makes figures wrong that the program has proven, and prints what share of them is then in conflict. Ends with 1
/// where that is less than --wanted (99 % of table figures) or --wanted-text (99 % of those of the text), with 77 where
/// there is no file.
#include "corruption.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace {

using namespace gongkai;

struct Settings {
  int trials = 20; ///< Of each kind, for each document.
  unsigned seed = 1;
  double wanted = 99;      ///< Percents of table figures in conflict.
  double wanted_text = 99; ///< Of figures of the text.
  bool verbose = false;
  std::vector<std::string> files;
};

Settings read_arguments(int argc, char** argv) {
  Settings s;
  for (int i = 1; i < argc; ++i) {
    std::string const word = argv[i];
    if (word == "--trials" && i + 1 < argc) {
      s.trials = std::atoi(argv[++i]);
    } else if (word == "--seed" && i + 1 < argc) {
      s.seed = static_cast<unsigned>(std::atoi(argv[++i]));
    } else if (word == "--wanted" && i + 1 < argc) {
      s.wanted = std::atof(argv[++i]);
    } else if (word == "--wanted-text" && i + 1 < argc) {
      s.wanted_text = std::atof(argv[++i]);
    } else if (word == "--verbose") {
      s.verbose = true;
    } else if (std::filesystem::is_directory(word)) {
      for (auto const& entry : std::filesystem::recursive_directory_iterator(word)) {
        if (entry.path().extension() == ".pdf") { s.files.push_back(entry.path()); }
      }
    } else if (!word.empty()) {
      s.files.push_back(word);
    }
  }
  std::sort(s.files.begin(), s.files.end());
  return s;
}

double share(int part, int whole) { return whole > 0 ? 100.0 * part / whole : 100.0; }

void print(std::string_view name, Tally const& t) {
  fmt::print(
      "{:20} {:7} figures, {:6.2f} % in conflict, {:5.2f} % still proven; of those in conflict {:6.2f} % named as "
      "suspect, {:6.2f} % with the true value, {:5.2f} % another figure\n",
      name, t.trials, share(t.in_conflict, t.trials), share(t.still_proven, t.trials), share(t.named, t.in_conflict),
      share(t.told_right, t.in_conflict), share(t.other_named, t.in_conflict));
}

/// Those that are only measured, then those that something is promised of: the tally of these.
template <class Measured, class Promised, class Corrupt>
Tally try_all(Measured const& measured_only, Promised const& wanted, std::map<Corruption, Tally>& all,
              Corrupt const& corrupt_by) {
  Tally out;
  for (Corruption const how : measured_only) { all[how].add(corrupt_by(how, false)); }
  for (Corruption const how : wanted) {
    Tally const t = corrupt_by(how, true);
    all[how].add(t);
    out.add(t);
  }
  return out;
}

} // namespace

int main(int argc, char** argv) {
  Settings const settings = read_arguments(argc, argv);
  if (settings.files.empty()) {
    fmt::print(stderr, "corruption: no files; give PDFs, or folders of them (GONGKAI_CORPUS)\n");
    return 77;
  }
  Knowledge const knowledge;
  std::mt19937 random(settings.seed);
  std::map<Corruption, Tally> all;
  for (std::string const& file : settings.files) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    auto extraction = extract(std::move(bytes), file, knowledge);
    if (!extraction || (extraction->observations.empty() && extraction->statements.empty())) { continue; }
    Tally const here = try_all(measured, promised, all, [&](Corruption how, bool verbose) {
      return corrupt(*extraction, knowledge, how, settings.trials, random, verbose && settings.verbose);
    });
    Tally const said = try_all(measured_of_text, promised_of_text, all, [&](Corruption how, bool verbose) {
      return corrupt_text(*extraction, knowledge, how, settings.trials, random, verbose && settings.verbose);
    });
    fmt::print("{:60} {:6} {:8.2f} %  text {:6} {:8.2f} %\n", std::filesystem::path(file).stem().string(), here.trials,
               share(here.in_conflict, here.trials), said.trials, share(said.in_conflict, said.trials));
  }
  Tally tables, text;
  auto const is_one_of = [](auto const& kinds, Corruption how) {
    return std::find(kinds.begin(), kinds.end(), how) != kinds.end();
  };
  for (auto const& [how, t] : all) {
    bool const of_table = is_one_of(promised, how), of_text = is_one_of(promised_of_text, how);
    print(of_table || of_text ? std::string(name_of(how)) : fmt::format("({})", name_of(how)), t);
    if (of_table) { tables.add(t); }
    if (of_text) { text.add(t); }
  }
  print("all of tables", tables);
  print("all of the text", text);
  fmt::print("wanted: {} % in conflict of tables, {} % of the text\n", settings.wanted, settings.wanted_text);
  bool const enough = share(tables.in_conflict, tables.trials) >= settings.wanted &&
                      share(text.in_conflict, text.trials) >= settings.wanted_text;
  return enough ? 0 : 1;
}
