// SPDX-License-Identifier: GPL-3.0-or-later
// PDFs made to exhaust the reader: each ends within seconds, within memory, with a record or a problem. Every one is
// read in a process of its own, which is what is measured.
//
// Left out, as Poppler itself never ends with it: forms that each draw the next one twice, 30 deep. The pass cannot
// interrupt that; whoever reads files of strangers gives each a process with a time limit.
#include "pipeline.hpp"
#include "support/tiny_pdf.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <string>

using namespace gongkai;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr double slower = 10;
constexpr bool memory_counts = false;
#else
constexpr double slower = 1;
constexpr bool memory_counts = true;
#endif

struct Cost {
  bool returned = false; ///< extract() gave a value or a problem: no crash, no exception.
  double seconds = 0;    ///< CPU time.
  double megabytes = 0;  ///< Peak.
};

Cost cost_of(std::string const& pdf) {
  pid_t const child = fork();
  if (child == 0) {
    rlimit const time{120, 120};
    setrlimit(RLIMIT_CPU, &time);
    try {
      Knowledge const knowledge;
      static_cast<void>(extract(std::string(pdf), "hostile.pdf", knowledge));
      _exit(0);
    } catch (...) { _exit(2); }
  }
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  auto const seconds = [](timeval const& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return {WIFEXITED(status) && WEXITSTATUS(status) == 0, seconds(used.ru_utime) + seconds(used.ru_stime),
          static_cast<double>(used.ru_maxrss) / 1024};
}

void check_cost(std::string const& pdf, double seconds, double megabytes) {
  Cost const cost = cost_of(pdf);
  CAPTURE(cost.seconds, cost.megabytes);
  CHECK(cost.returned);
  CHECK(cost.seconds < seconds * slower);
  if (memory_counts) { CHECK(cost.megabytes < megabytes); }
}

std::string one_page(std::string const& content, std::string const& media_box = "0 0 595 842") {
  TinyPdf pdf;
  pdf.pages.push_back({content, media_box, "", ""});
  return to_bytes(pdf);
}

/// A grid over the whole page, with a figure in each place where `filled`.
std::string ruled(int rows, int cols, int width, int height, bool filled) {
  std::string out = "0.1 w\n";
  for (int i = 0; i <= rows; ++i) {
    out += fmt::format("0 {0:.3f} m {1} {0:.3f} l S\n", 1.0 * height * i / rows, width);
  }
  for (int i = 0; i <= cols; ++i) {
    out += fmt::format("{0:.3f} 0 m {0:.3f} {1} l S\n", 1.0 * width * i / cols, height);
  }
  if (!filled) { return out; }
  out += "BT /F1 6 Tf\n";
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < cols; ++c) {
      out += fmt::format("1 0 0 1 {:.2f} {:.2f} Tm ({}.{}) Tj\n", 1.0 * width * c / cols + 2,
                         1.0 * height * r / rows + 4, r % 10, c % 10);
    }
  }
  return out + "ET\n";
}

std::string const letter = "BT /F1 10 Tf 30 700 Td (text) Tj ET\n";

} // namespace

TEST_CASE("a table of 100,000 cells is read, every cell") {
  std::string const pdf = one_page(ruled(400, 250, 10000, 8000, true), "0 0 10000 8000");
  Knowledge const knowledge;
  auto const result = extract(std::string(pdf), "cells.pdf", knowledge);
  REQUIRE(result);
  REQUIRE(result->tables.size() == 1);
  CHECK(result->tables[0].cells.size() == 100000);
  check_cost(pdf, 5, 400);
}

TEST_CASE("10,000 pages") {
  TinyPdf pdf;
  pdf.pages.assign(10000, {letter, "0 0 595 842", "", ""});
  check_cost(to_bytes(pdf), 5, 200);
}

TEST_CASE("10,000 pages with a running header and page numbers") {
  TinyPdf pdf;
  for (int i = 1; i <= 10000; ++i) {
    std::string const furniture =
        fmt::format("BT /F1 10 Tf 30 820 Td (Running header) Tj ET BT /F1 10 Tf 30 20 Td ({}) Tj ET", i);
    pdf.pages.push_back({letter + furniture, "0 0 595 842", "", ""});
  }
  check_cost(to_bytes(pdf), 5, 200);
}

TEST_CASE("a page ruled into 9,000,000 places") {
  check_cost(one_page(ruled(3000, 3000, 14400, 14400, false), "0 0 14400 14400"), 5, 400);
}

TEST_CASE("a page of astronomical size") {
  check_cost(one_page("0.5 g 0 0 10000000000 10000000000 re f 0 g " + letter, "0 0 10000000000 10000000000"), 5, 200);
}

TEST_CASE("numbers that no double holds") {
  std::string const nines(400, '9');
  check_cost(one_page(nines + " 0 m 100 100 l S " + nines + " 0 0 1 0 0 cm 10 10 50 50 re f " + letter), 5, 100);
  check_cost(
      one_page("BT /F1 " + nines + " Tf 30 700 Td (text) Tj /F1 10 Tf " + nines + " 0 Td (text) Tj ET 0 0 50 50 re f"),
      5, 100);
}

TEST_CASE("one letter 100,000 times at one place, in 40 sizes") {
  std::string content = "BT\n";
  for (int i = 0; i < 100000; ++i) {
    content += fmt::format("/F1 {:.2f} Tf 1 0 0 1 {:.3f} {:.3f} Tm (a) Tj\n", std::pow(1.25, i * 7 % 40) / 100,
                           100 + i % 97 / 50.0, 100 + i % 89 / 50.0);
  }
  check_cost(one_page(content + "ET"), 5, 200);
}

TEST_CASE("more text, lines and dots than any page holds") {
  std::string text = "BT /F1 5 Tf\n", lines, dots;
  for (int i = 0; i < 50000; ++i) {
    text += fmt::format("1 0 0 1 {} {} Tm (abcdef0123) Tj\n", i * 7919L % 590, i * 104729L % 840);
  }
  for (int i = 0; i < 100000; ++i) {
    double const x = static_cast<double>(i * 7919L % 5900) / 10, y = static_cast<double>(i * 104729L % 8400) / 10,
                 length = i % 100;
    lines += i % 2 == 0 ? fmt::format("{0} {1} m {2} {1} l S\n", x, y, x + length)
                        : fmt::format("{0} {1} m {0} {2} l S\n", x, y, y + length);
    dots += fmt::format("{} {} 1 1 re f\n", x, y);
  }
  check_cost(one_page(text + "ET"), 5, 300);
  check_cost(one_page(lines), 5, 300);
  check_cost(one_page(dots), 5, 300);
}

TEST_CASE("graphics states 100,000 deep") {
  std::string deep;
  for (int i = 0; i < 100000; ++i) { deep += "q "; }
  check_cost(one_page(deep + letter), 5, 400);
}

TEST_CASE("one text of 300,000 characters") {
  check_cost(one_page("BT /F1 1 Tf 0 400 Td (" + std::string(300000, '1') + ") Tj ET"), 5, 300);
}

TEST_CASE("a tree of pages that is its own branch") {
  std::string bytes = one_page(letter);
  bytes.replace(bytes.find("/Kids ["), 7, "/Kids [2 0 R ");
  check_cost(bytes, 5, 100);
}
