// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pattern_files.hpp"
#include "text/characters.hpp"
#include "text/figure_text.hpp"
#include "text/line_patterns.hpp"
#include "text/normalise.hpp"
#include "text/numeral.hpp"
#include "text/pattern_file.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>

using namespace gongkai;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

PatternFiles const& files() {
  static PatternFiles const loaded;
  return loaded;
}

std::string normalised(std::string_view text) {
  static Normaliser const normaliser(files());
  return normaliser.normalise(text);
}

std::string squeezed(std::string_view text) {
  static Normaliser const normaliser(files());
  return normaliser.squeeze(text);
}

/// A folder of pattern files that lives as long as the test.
class PatternFolder {
public:
  PatternFolder() {
    std::filesystem::remove_all(m_path);
    std::filesystem::create_directories(m_path / "text");
  }
  PatternFolder(PatternFolder const&) = delete;
  PatternFolder& operator=(PatternFolder const&) = delete;
  ~PatternFolder() { std::filesystem::remove_all(m_path); }

  PatternFolder& file(std::string const& name, std::string_view text) {
    std::ofstream(m_path / name, std::ios::binary) << text;
    return *this;
  }
  PatternFiles load() const { return PatternFiles::with_folder(m_path.string()); }
  std::string path() const { return m_path.string(); }

private:
  std::filesystem::path m_path =
      std::filesystem::temp_directory_path() /
      ("gongkai-text-test-" + std::to_string(std::hash<std::string>()(Catch::getResultCapture().getCurrentTestName())));
};

/// What compiling the patterns [[kind]] of "caption.toml" with this text says.
std::string refusal(std::string_view toml, std::size_t least_groups = 0) {
  PatternFolder folder;
  PatternFiles const loaded = folder.file("caption.toml", toml).load();
  try {
    LinePatterns const patterns(loaded, "caption.toml", "kind", least_groups);
  } catch (PatternError const& e) { return e.what(); }
  return "accepted";
}

} // namespace

// ---- Normalisation ---------------------------------------------------------------------------------

TEST_CASE("text is given out in one form") {
  auto const [printed, expected] = GENERATE(table<char const*, char const*>({
      // Radicals, Kangxi and supplement, become ideographs in the mainland form.
      {"⼾⻋⼈⽤", "户车人用"},
      {"⺠⽣", "民生"},
      {"⻅", "见"},
      // Full-width digits and letters become ASCII, the punctuation of Chinese text stays.
      {"２０８０５", "20805"},
      {"Ａ１", "A1"},
      {"2023，2024年", "2023，2024年"},
      {"第1，第2", "第1，第2"},
      {"（一）工资：无，其他；是？否！", "（一）工资：无，其他；是？否！"},
      {"“三公”经费", "“三公”经费"},
      // Compatibility forms.
      {"ﬁnance", "finance"},
      {"㎡", "m2"},
      // Dashes that are a minus.
      {"－45.87", "-45.87"},
      {"—45.87", "-45.87"},
      {"−45.87", "-45.87"},
      {"–3", "-3"},
      {"（—5.00）", "（-5.00）"},
      {"增减 —45.87", "增减 -45.87"},
      // Dashes that are none: ranges, numbers after words, dashes for "nothing".
      {"2020—2024", "2020—2024"},
      {"1–3", "1–3"},
      {"表—1", "表—1"},
      {"——3", "——3"},
      {"—", "—"},
      // White space within ideographs and within numbers is layout.
      {"合 计", "合计"},
      {"合\u3000\u3000计", "合计"},
      {"项 目 （ 万元 ）", "项目（万元）"},
      {"1, 036. 02", "1,036.02"},
      {"1 ,036 .02", "1,036.02"},
      // Between words and between numbers it is not.
      {"2 3", "2 3"},
      {"10.00 20.00", "10.00 20.00"},
      {"GDP  growth", "GDP growth"},
      {"A 级", "A 级"},
      {"级 A", "级 A"},
      {"  两端  ", "两端"},
      // What cannot be seen is no text.
      {"预\u00AD算", "预算"},
      {"\uFEFF预\u200B算", "预算"},
      {"预\t算", "预算"},
      {"", ""},
      {" ", ""},
  }));
  CAPTURE(printed);
  CHECK(normalised(printed) == expected);
}

TEST_CASE("a full-width comma that separates thousands becomes ASCII with its figure") {
  CHECK(normalised("１，０３６．０２％") == "1,036.02%");
  CHECK(normalised("１，０３６，７８９") == "1,036,789");
}

// Not yet: text of ASCII and ideographs takes a short cut past this.
TEST_CASE("a full-width comma between ASCII digits does so, too", "[!mayfail]") {
  CHECK(normalised("1，036，789") == "1,036,789");
  CHECK(normalised("增长5，036.2") == "增长5,036.2");
}

TEST_CASE("normalising twice changes nothing") {
  for (std::string const text : {"⼾⻋ ⼈⽤", "１， ０３６．０２", "—45.87—3", "A 级 2 3", "㎡ ﬁ", "（ 1 ）", "½ ①"}) {
    CAPTURE(text);
    CHECK(normalised(normalised(text)) == normalised(text));
  }
}

TEST_CASE("every radical of the table becomes an ideograph") {
  int radicals = 0;
  for (char32_t c = 0x2E80; c <= 0x2FD5; ++c) {
    std::string const text = normalised(to_utf8(std::u32string(1, c)));
    std::u32string const code = to_utf32(text);
    // Of the two without a counterpart NFKC says nothing; the rest of the gaps are no characters.
    bool const unassigned = c == 0x2E9A || (c >= 0x2EF4 && c < 0x2F00);
    bool const no_counterpart = c == 0x2E80 || c == 0x2E8B;
    if (unassigned || no_counterpart || code.size() != 1) { continue; }
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK_FALSE((code[0] >= 0x2E80 && code[0] <= 0x2FDF));
    ++radicals;
  }
  CHECK(radicals >= 113 + 214);
}

TEST_CASE("squeezed text has no white space at all") {
  CHECK(squeezed("2 3") == "23");
  CHECK(squeezed("单位 ： 万 元") == "单位：万元");
  CHECK(squeezed("GDP growth") == "GDPgrowth");
}

TEST_CASE("bytes that are not UTF-8 do not break the text around them") {
  CHECK_THAT(normalised("预\xFF算"), StartsWith("预") && Catch::Matchers::EndsWith("算"));
  CHECK(to_utf8(to_utf32("\xE9\xA2")) == "\uFFFD"); // cut within a character
}

TEST_CASE("UTF-8 and UTF-32 go there and back") {
  std::u32string const all{U'A', 0x7FF, 0x800, U'预', 0xFFFD, 0x10000, 0x20000, 0x10FFFF};
  CHECK(to_utf32(to_utf8(all)) == all);
  CHECK(to_utf8(std::u32string{0xD800, 0x110000}) == "\uFFFD\uFFFD"); // no characters
}

TEST_CASE("classes of characters") {
  CHECK(is_ideograph(U'预'));
  CHECK(is_ideograph(0x3007)); // the zero written as a circle
  CHECK_FALSE(is_ideograph(U'，'));
  CHECK(is_wide_punctuation(U'（'));
  CHECK_FALSE(is_wide_punctuation(U'('));
  CHECK(is_digit(U'５'));
  CHECK(is_space(0x3000));
  CHECK(is_dash(U'—'));
  for (char32_t const c : std::u32string(U"1,036.02-—％%８")) { CHECK(is_amount_character(c)); }
  for (char32_t const c : std::u32string(U"元A（=")) { CHECK_FALSE(is_amount_character(c)); }
}

TEST_CASE("a broken table of radicals is refused with file and line") {
  PatternFolder folder;
  PatternFiles const loaded = folder.file("text/radicals.csv", "radical,ideograph\n⼾,户\n⻋车\n").load();
  CHECK_THROWS_WITH(Normaliser(loaded), StartsWith("patterns/text/radicals.csv:3: "));
}

// ---- Pattern files ---------------------------------------------------------------------------------

TEST_CASE("every pattern of every file compiles, has examples, and they hold") {
  PatternFiles const checked = files_with_examples();
  int patterns = 0;
  for (std::string const& name : checked.names()) {
    if (!name.ends_with(".toml")) { continue; }
    PatternTable const root = PatternFile(checked, name).root();
    for (std::string_view const kind : root.keys()) {
      std::vector<PatternTable> const tables = root.tables(kind);
      if (tables.empty() || !tables.front().has("pattern")) { continue; }
      CAPTURE(name, kind);
      CHECK_NOTHROW(LinePatterns(checked, name, kind));
      for (PatternTable const& table : tables) {
        CAPTURE(table.line());
        CHECK_FALSE(table.texts("examples").empty());
        ++patterns;
      }
    }
  }
  CHECK(patterns > 20); // the files were found
}

TEST_CASE("a pattern file with an error is refused with file, line and reason") {
  CHECK_THAT(refusal("[[kind]]\npattern = '(unclosed'\n"),
             StartsWith("patterns/caption.toml:2: ") && Contains("missing )"));
  CHECK_THAT(refusal("\n\n[[kind]]\nexamples = ['a']\n"),
             StartsWith("patterns/caption.toml:3: ") && Contains("pattern is missing"));
  CHECK_THAT(refusal("kind = [1]\n"), StartsWith("patterns/caption.toml:1: "));
  CHECK_THAT(refusal("[[other]]\npattern = 'a'\n"), Contains("[[kind]]"));
  CHECK_THAT(refusal("[[kind]\npattern = 'a'\n"), StartsWith("patterns/caption.toml:1: "));
  CHECK_THAT(refusal("[[kind]]\npattern = '^a$'\nexamples = [\n'a',\n'b']\n"),
             StartsWith("patterns/caption.toml:5: ") && Contains("\"b\" should match"));
  CHECK_THAT(refusal("[[kind]]\npattern = 'a'\ncounter_examples = ['ba']\n"),
             StartsWith("patterns/caption.toml:3: ") && Contains("\"ba\" should not match"));
  CHECK_THAT(refusal("[[kind]]\npattern = 'a'\nexamples = [1]\n"), StartsWith("patterns/caption.toml:3: "));
  CHECK(refusal("[[kind]]\npattern = 'a'\n") == "accepted");
}

TEST_CASE("a pattern without the groups that are read is refused") {
  CHECK_THAT(refusal("[[kind]]\npattern = '^万元'\n", 1),
             StartsWith("patterns/caption.toml:2: ") && Contains("^万元 has 0 groups"));
  CHECK_THAT(refusal("[[kind]]\npattern = '(a)(b)'\n[[kind]]\npattern = '(?:a)(b)'\n", 2),
             StartsWith("patterns/caption.toml:4: "));
  CHECK(refusal("[[kind]]\npattern = '(?P<n>a)(b)'\n", 2) == "accepted");
}

TEST_CASE("a group that took no part stands at the end of the match") {
  std::string const text = "xab";
  std::vector<std::string_view> groups;
  for (std::string const expression : {"a(c)?b", "(?P<n>c)?ab", "a(?:b|(c))"}) {
    REQUIRE(Pattern(expression).match(text, TextCharacters(text), groups));
    CHECK(groups[1].empty());
    CHECK(groups[1].data() == text.data() + 3);
  }
}

TEST_CASE("a folder replaces files of the same name and leaves the others") {
  PatternFolder folder;
  PatternFiles const loaded = folder.file("page.toml", "[[page_number]]\npattern = '^p([0-9]+)$'\n").load();
  CHECK(LinePatterns(loaded, "page.toml", "page_number").matches("p7"));
  CHECK_FALSE(LinePatterns(loaded, "page.toml", "page_number").matches("第7页"));
  CHECK(loaded.text("caption.toml") == files().text("caption.toml"));
}

TEST_CASE("a folder that is not there, and a file that is not there, are named") {
  CHECK_THROWS_WITH(PatternFiles::with_folder("/nonexistent/patterns"), Contains("/nonexistent/patterns"));
  CHECK_THROWS_WITH(files().text("nothing.toml"), Contains("patterns/nothing.toml"));
}

TEST_CASE("the first pattern that matches counts, and its groups point into the text") {
  PatternFolder folder;
  PatternFiles const loaded = folder
                                  .file("caption.toml", R"(
[[kind]]
pattern = '^a(b)?(c)?'
[[kind]]
pattern = 'c'
)")
                                  .load();
  LinePatterns const patterns(loaded, "caption.toml", "kind");
  REQUIRE(patterns.size() == 2);
  std::string const text = "acc";
  auto const match = patterns.match(text);
  REQUIRE(match);
  CHECK(match->pattern == 0);
  REQUIRE(match->groups.size() == 3);
  CHECK(match->groups[0] == "ac");
  CHECK(match->groups[1].empty()); // took no part
  CHECK(match->groups[2] == "c");
  CHECK(match->groups[2].data() == text.data() + 1);
  CHECK(patterns.match("xc")->pattern == 1);
  CHECK_FALSE(patterns.match("x"));
  CHECK(patterns.matches("xc"));
}

TEST_CASE("numbers in running text, in digits and in ideographs") {
  auto const [text, value] = GENERATE(table<std::string, std::optional<std::int64_t>>({
      {"14", 14},
      {"1,036", 1036},
      {"八", 8},
      {"十", 10},
      {"十二", 12},
      {"二十三", 23},
      {"一百零五", 105},
      {"一千零三十六", 1036},
      {"两", 2},
      {"壹佰贰拾", 120},
      {"二〇二六", 2026},
      {"三万五千", 35000},
      {"", {}},
      {"14个", {}},
      {"个", {}},
      {"1,03", {}},
      {"99999999999", {}},
      {"-3", {}},
  }));
  INFO(text);
  CHECK(read_numeral(text) == value);
}

TEST_CASE("a number in a circle does not become a figure") {
  CHECK(Normaliser(files()).normalise("①3个处室，⑴4个") == "①3个处室，(1)4个");
}

TEST_CASE("a figure as tables print it") {
  for (char32_t const* text :
       {U"1,036.02", U"-45.87", U"99.51%", U"(12.00)", U"（1,200）", U"△5", U"▲0.10", U" 12 ", U"１２．５０"}) {
    CHECK(is_figure_text(text));
  }
  for (char32_t const* text : {U"", U"—", U"(1)", U"（12）", U"2024年", U"()", U"1.工资", U"△"}) {
    CHECK_FALSE(is_figure_text(text));
  }
}
