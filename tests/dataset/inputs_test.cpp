// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/build.hpp"
#include "dataset/file_names.hpp"
#include "dataset/inputs.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace gongkai::dataset;
namespace fs = std::filesystem;

TEST_CASE("names are UTF-8, or GB18030, or written out") {
  CHECK(utf8_name("a b.pdf") == "a b.pdf");
  CHECK(utf8_name("预算.pdf") == "预算.pdf");
  CHECK(utf8_name("\xD4\xA4\xCB\xE3.pdf") == "预算.pdf");
  CHECK(utf8_name("\xFF\xFE.pdf") == "\\xFF\\xFE.pdf");
  CHECK(utf8_name("").empty());
}

TEST_CASE("lists: a place a line, or divided by NULs") {
  using Places = std::vector<std::string>;
  CHECK(places_of_list("a\nb c\r\n\nd") == Places{"a", "b c", "d"});
  CHECK(places_of_list(std::string("a\nb\0c\0", 6)) == Places{"a\nb", "c"});
  CHECK(places_of_list("").empty());
}

TEST_CASE("inputs that lead nowhere are problems") {
  Inputs const found = find_inputs({"/nowhere/a.pdf", "/nowhere/*.pdf"});
  CHECK(found.files.empty());
  REQUIRE(found.problems.size() == 2);
  CHECK(found.problems[0].name == "/nowhere/a.pdf");
  CHECK(found.problems[0].message == "there is no such file or folder");
  CHECK(found.problems[1].message == "no file matches");
}

TEST_CASE("an archive stays open from one of its files to the next") {
  fs::path const path = fs::temp_directory_path() / ("gongkai-archive-" + std::to_string(getpid()) + ".zip");
  // Two files of one byte, stored as they are.
  auto const put = [](std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) { out += static_cast<char>(value >> (8 * i)); }
  };
  std::string bytes, list;
  for (char const name : {'a', 'b'}) {
    std::string head;
    std::uint64_t const checksum = name == 'a' ? 0xE8B7BE43 : 0x71BEEFF9;
    for (auto const& [value, size] : std::vector<std::pair<std::uint64_t, int>>{
             {10, 2}, {0, 2}, {0, 2}, {0, 2}, {0x21, 2}, {checksum, 4}, {1, 4}, {1, 4}, {1, 2}, {0, 2}}) {
      put(head, value, size);
    }
    list += "PK\x01\x02" + std::string(1, '\x0A') + std::string(1, '\0') + head;
    put(list, 0, 10);
    put(list, bytes.size(), 4);
    list += name;
    bytes += "PK\x03\x04" + head + name + name;
  }
  std::string end = "PK\x05\x06";
  for (auto const& [value, size] : std::vector<std::pair<std::uint64_t, int>>{
           {0, 4}, {2, 2}, {2, 2}, {list.size(), 4}, {bytes.size(), 4}, {0, 2}}) {
    put(end, value, size);
  }
  std::ofstream(path, std::ios::binary) << bytes << list << end;
  InputReader reader;
  CHECK(reader.read(path.string(), 0).value() == "a");
  fs::remove(path);
  CHECK(reader.read(path.string(), 1).value() == "b");
  CHECK_FALSE(InputReader().read(path.string(), 1));
}

TEST_CASE("a folder that cannot be read does not end the search") {
  fs::path const top = fs::temp_directory_path() / ("gongkai-inputs-" + std::to_string(getpid()));
  std::vector<fs::path> const closed{top / "b", top / "d"};
  for (char const* name : {"a", "b", "c", "d", "e"}) {
    fs::create_directories(top / name);
    std::ofstream(top / name / "x.pdf") << "%PDF";
  }
  for (fs::path const& p : closed) { fs::permissions(p, fs::perms::none); }
  // Root reads everything.
  bool const root = geteuid() == 0;
  if (root) { REQUIRE(seteuid(65534) == 0); }
  Inputs const found = find_inputs({top.string()});
  if (root) { REQUIRE(seteuid(0) == 0); }
  for (fs::path const& p : closed) { fs::permissions(p, fs::perms::owner_all); }
  fs::remove_all(top);
  REQUIRE(found.files.size() == 3);
  CHECK(found.files[2].name == (top / "e" / "x.pdf").string());
  std::set<std::string> unread;
  for (auto const& p : found.problems) {
    unread.insert(p.name);
    CHECK(p.message == "the folder cannot be read: Permission denied");
  }
  CHECK(unread == std::set<std::string>{closed[0].string(), closed[1].string()});
}

TEST_CASE("shards: every content is in exactly one") {
  for (int i = 0; i < 200; ++i) {
    std::array<char, 17> sha{};
    std::snprintf(sha.data(), sha.size(), "%08x00000000", static_cast<unsigned>(i) * 21'474'836U);
    int in = 0;
    for (std::uint32_t n = 1; n <= 7; ++n) { in += Shard{n, 7}.holds(sha.data()) ? 1 : 0; }
    CHECK(in == 1);
  }
}
