// SPDX-License-Identifier: GPL-3.0-or-later
// One page: from content streams to glyphs, rulings, shades and images.
#include "pdf/document.hpp"
#include "support/files.hpp"
#include "support/tiny_pdf.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace gongkai;
using pdf::Document;

namespace {

PageContent page_of(std::string bytes, pdf::PassOptions const& options = {}) {
  auto const document = Document::open(std::move(bytes));
  REQUIRE(document);
  return document->read_page(1, options);
}

PageContent page_of_content(std::string const& content, std::string const& extra = {}) {
  return page_of(tiny_pdf(content, extra));
}

std::u32string text_of(PageContent const& page, bool hidden_too = true) {
  std::u32string out;
  for (Glyph const& g : page.glyphs) {
    if (hidden_too || g.visibility == Visibility::visible) { out += g.code; }
  }
  return out;
}

std::vector<Visibility> visibilities(PageContent const& page) {
  std::vector<Visibility> out;
  for (Glyph const& g : page.glyphs) { out.push_back(g.visibility); }
  return out;
}

/// "A" of 10 points with its left end at x = 20, its baseline 100 points above the lower edge of a page of 200.
constexpr char const* letter = "BT /F1 10 Tf 20 100 Td (A) Tj ET ";

} // namespace

TEST_CASE("a glyph stands where it is seen") {
  PageContent const page = page_of_content("0 0.5 1 rg BT /F1 10 Tf 20 150 Td (A) Tj ET");
  REQUIRE(page.glyphs.size() == 1);
  Glyph const& g = page.glyphs[0];
  CHECK(g.code == U'A');
  CHECK(g.baseline == Approx(50));
  CHECK(g.box.x0 == Approx(20));
  CHECK(g.box.x1 == Approx(26.67));
  CHECK(g.box.y0 < 42);
  CHECK(g.box.y1 > 50);
  CHECK(g.size == Approx(10));
  CHECK(g.colour == 0x0080FF);
  CHECK(g.angle == 0);
  CHECK(g.placed);
  CHECK(page.fonts[g.font].name == "Helvetica");
}

TEST_CASE("a turned page is given as it is seen") {
  auto const [rotate, x, y, angle] = GENERATE(table<int, double, double, int>(
      {{0, 20, 100, 0}, {90, 100, 20, 90}, {180, 180, 100, 180}, {270, 100, 180, 270}}));
  CAPTURE(rotate);
  PageContent const page = page_of_content(letter, "/Rotate " + std::to_string(rotate));
  REQUIRE(page.glyphs.size() == 1);
  Glyph const& g = page.glyphs[0];
  CHECK(page.rotation == rotate);
  CHECK(g.angle == angle);
  // The start of the letter: where text runs to the right or down it is the smaller end, else the larger.
  CHECK((rotate == 0 ? g.box.x0 : rotate == 180 ? g.box.x1 : g.baseline) == Approx(x));
  CHECK((rotate == 90 ? g.box.y0 : rotate == 270 ? g.box.y1 : g.baseline) == Approx(y));
}

TEST_CASE("/Rotate is taken modulo a full turn") {
  CHECK(page_of_content(letter, "/Rotate -90").rotation == 270);
  CHECK(page_of_content(letter, "/Rotate 450").rotation == 90);
}

TEST_CASE("the crop box is the page, and what lies outside it is hidden") {
  PageContent const page =
      page_of_content(std::string(letter) + "BT /F1 10 Tf 150 100 Td (B) Tj ET", "/CropBox [10 50 110 190]");
  CHECK(page.width == Approx(100));
  CHECK(page.height == Approx(140));
  REQUIRE(text_of(page) == U"AB");
  CHECK(page.glyphs[0].box.x0 == Approx(10));
  CHECK(page.glyphs[0].baseline == Approx(90));
  CHECK(visibilities(page) == std::vector{Visibility::visible, Visibility::clipped});
}

TEST_CASE("a user unit of two makes everything twice as large") {
  PageContent const page = page_of_content(std::string(letter) + "0 50 200 1 re f", "/UserUnit 2");
  CHECK(page.width == Approx(400));
  CHECK(page.glyphs.at(0).box.x0 == Approx(40));
  CHECK(page.glyphs.at(0).size == Approx(20));
  CHECK(page.rulings.at(0).thickness == Approx(2));
}

TEST_CASE("spacing stands between glyphs, not in them") {
  PageContent const page = page_of_content("BT /F1 10 Tf 5 Tc 20 100 Td (AA) Tj ET");
  REQUIRE(page.glyphs.size() == 2);
  CHECK(page.glyphs[0].box.width() == Approx(6.67));
  CHECK(page.glyphs[1].box.x0 == Approx(20 + 6.67 + 5));
  CHECK_FALSE(page.glyphs[1].placed); // spacing is no new position
}

TEST_CASE("a position that the file sets is marked at the glyph after it") {
  PageContent const page = page_of_content("BT /F1 10 Tf 20 100 Td (AB) Tj 30 0 Td (C) Tj ET");
  REQUIRE(text_of(page) == U"ABC");
  CHECK(page.glyphs[0].placed);
  CHECK_FALSE(page.glyphs[1].placed);
  CHECK(page.glyphs[2].placed);
}

TEST_CASE("text that cannot be seen is kept and marked with why") {
  std::string const at = " 10 Tf 20 100 Td (A) Tj ET ";
  auto const [content, expected] = GENERATE_COPY(table<std::string, Visibility>({
      {"BT /F1" + at, Visibility::visible},
      {"BT 3 Tr /F1" + at, Visibility::render_mode},
      {"BT 7 Tr /F1" + at, Visibility::render_mode},
      {"BT 1 Tr /F1" + at, Visibility::visible},
      {"1 g BT /F1" + at, Visibility::same_colour},
      {"0 0 200 200 re f 1 g BT /F1" + at, Visibility::visible}, // white on black
      {"1 0 0 rg 0 0 200 200 re f BT /F1" + at, Visibility::same_colour},
      {"BT /F1" + at + "1 g 10 90 100 30 re f", Visibility::covered},
      {"1 g 10 90 100 30 re f 0 g BT /F1" + at, Visibility::visible},
      {"q 100 100 50 50 re W n BT /F1" + at + "Q", Visibility::clipped},
      {"q 10 90 50 50 re W n BT /F1" + at + "Q", Visibility::visible},
  }));
  CAPTURE(content);
  PageContent const page = page_of_content(content);
  REQUIRE(text_of(page) == U"A");
  CHECK(page.glyphs[0].visibility == expected);
}

TEST_CASE("opacity 0 hides, half of it does not") {
  TinyPdf pdf;
  pdf.pages.push_back({"/G0 gs BT /F1 10 Tf 20 100 Td (A) Tj ET /G5 gs BT /F1 10 Tf 20 50 Td (B) Tj ET", "0 0 200 200",
                       "", "/ExtGState << /G0 << /ca 0 >> /G5 << /ca 0.5 >> >>"});
  PageContent const page = page_of(to_bytes(pdf));
  CHECK(visibilities(page) == std::vector{Visibility::transparent, Visibility::visible});
  CHECK(page.glyphs.at(1).colour == 0x808080); // as it looks on paper
}

TEST_CASE("what one graphics state sets another takes back, and one that sets nothing of the kind leaves it") {
  TinyPdf pdf;
  pdf.pages.push_back(
      {"/Hide gs BT /F1 10 Tf 20 100 Td (A) Tj ET /Other gs BT /F1 10 Tf 20 80 Td (B) Tj ET "
       "/Show gs BT /F1 10 Tf 20 60 Td (C) Tj ET 20 20 m 120 20 l S",
       "0 0 200 200", "",
       "/ExtGState << /Hide << /ca 0 >> /Other << /LW 2 /CA 1 /BM /Normal >> /Show << /ca 1 /SA true >> >>"});
  PageContent const page = page_of(to_bytes(pdf));
  CHECK(visibilities(page) == std::vector{Visibility::transparent, Visibility::transparent, Visibility::visible});
  REQUIRE(page.rulings.size() == 1);
  CHECK(page.rulings[0].thickness == Approx(2));
}

TEST_CASE("the font of a saved state is in force again when the state is restored") {
  TinyPdf pdf;
  TinyPage& page = pdf.pages.emplace_back();
  page.content = "/F1 10 Tf q BT /F2 10 Tf 20 100 Td (A) Tj ET Q BT 20 60 Td (A) Tj ET";
  page.fonts = "/F1 3 0 R /F2 10 0 R";
  pdf.objects.push_back("<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold >>");
  PageContent const read = page_of(to_bytes(pdf));
  REQUIRE(text_of(read) == U"AA");
  CHECK(read.fonts.at(read.glyphs[0].font).name == "Courier-Bold");
  CHECK(read.glyphs[0].box.width() == Approx(6));
  CHECK(read.glyphs[0].bold);
  CHECK(read.fonts.at(read.glyphs[1].font).name == "Helvetica");
  CHECK(read.glyphs[1].box.width() == Approx(6.67));
  CHECK_FALSE(read.glyphs[1].bold);
}

TEST_CASE("a name means the font that its page says, however the page says it") {
  TinyPdf pdf;
  pdf.objects.push_back("<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>");
  std::vector<std::string> const fonts{"/F1 3 0 R", "/F1 10 0 R /F2 3 0 R",
                                       "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>", "/F1 3 0 R"};
  for (std::string const& f : fonts) { pdf.pages.push_back({letter, "0 0 200 200", "", "", f}); }
  auto const document = Document::open(to_bytes(pdf));
  REQUIRE(document);
  std::vector<std::string> names;
  std::vector<double> widths;
  for (int number = 1; number <= 4; ++number) {
    PageContent const page = document->read_page(number);
    REQUIRE(text_of(page) == U"A");
    names.push_back(page.fonts.at(page.glyphs[0].font).name);
    widths.push_back(page.glyphs[0].box.width());
  }
  CHECK(names == std::vector<std::string>{"Helvetica", "Courier", "Times-Roman", "Helvetica"});
  CHECK_THAT(widths, Catch::Matchers::Approx(std::vector{6.67, 6.0, 7.22, 6.67}));
}

TEST_CASE("text in a font that is none is not read, and the text after it is") {
  TinyPdf pdf;
  TinyPage& page = pdf.pages.emplace_back();
  page.content = "BT /F2 10 Tf 20 100 Td (A) Tj /F3 10 Tf (B) Tj /F1 10 Tf (C) Tj ET";
  page.fonts = "/F1 3 0 R /F2 10 0 R /F3 99 0 R";
  pdf.objects.push_back(
      "<< /Type /Font /Subtype /Type0 /DescendantFonts [<< /Subtype /CIDFontType2 >>] >>"); // of no character set
  CHECK(text_of(page_of(to_bytes(pdf))) == U"C");
}

TEST_CASE("after a saved state with a font that is none the font before is in force") {
  TinyPdf pdf;
  TinyPage& page = pdf.pages.emplace_back();
  page.content = "BT /F1 10 Tf 20 100 Td (A) Tj ET q BT /F2 10 Tf 20 90 Td (B) Tj ET Q BT 20 80 Td (C) Tj ET";
  page.fonts = "/F1 3 0 R /F2 10 0 R";
  pdf.objects.push_back("<< /Type /Font /Subtype /Type0 /DescendantFonts [<< /Subtype /CIDFontType2 >>] >>");
  CHECK(text_of(page_of(to_bytes(pdf))) == U"AC");
}

TEST_CASE("a colour of an ICC profile is the same on every page") {
  TinyPdf pdf;
  for (int i = 0; i < 3; ++i) {
    TinyPage& page = pdf.pages.emplace_back();
    page.content = "/C cs 1 0 0 sc BT /F1 10 Tf 20 100 Td (A) Tj ET /D cs 0 0 1 sc BT 20 80 Td (B) Tj ET";
    page.resources = "/ColorSpace << /C [/ICCBased 10 0 R] /D [/ICCBased 11 0 R] >>";
  }
  // What is no profile leaves its alternate.
  for (int i = 0; i < 2; ++i) { pdf.objects.push_back(stream_object("/N 3 /Alternate /DeviceRGB", "none")); }
  auto const document = Document::open(to_bytes(pdf));
  REQUIRE(document);
  for (int number = 1; number <= 3; ++number) {
    PageContent const page = document->read_page(number);
    INFO(number);
    REQUIRE(page.glyphs.size() == 2);
    CHECK(page.glyphs[0].colour == 0xFF0000);
    CHECK(page.glyphs[1].colour == 0x0000FF);
  }
}

TEST_CASE("deflated content is read, also with a predictor, and as far as it goes where it is damaged") {
  // "BT /F1 10 Tf 20 100 Td (A) Tj ET", the same for B at the height of 60, and a comment.
  std::string const deflated =
      "78da730a51d07733543034500849533032003280ac14050d474d85902c05d710052734056610792798bcaa42727e6e6e6a5e"
      "8942494662894266b1424e7e5eba426a5e7e697a864249be4252aa424a6a5a4e62496a0a0d150300e9b03dc7";
  std::string const with_predictor =
      "78da2dcbb10a82501406e0eb0fa5059536046d12140d4118179a0b6b2b179fb44d736869bb4f10512f102a19a469d4e1e0fe"
      "7d58fbf67cebd80e62259717cd4ca099d7502e52036691ca41349ee13e94ea3c7928583542d23455ecc63946596d6e95e835"
      "76530b7b4f58c54b3fa2fc895cef640255e9b5f24fe0a37dc8d2a0da3cf15df5851b9d42bcbb85a1d100171ae042035c6880"
      "0b0d70a1012e34c08506b8d000171ae042e30f0cc16328";
  std::string const filter = "/Filter [/ASCIIHexDecode /FlateDecode]";
  auto const text = [](std::string const& content, std::string const& filter_entries) {
    TinyPdf pdf;
    pdf.pages.push_back({content + ">", "0 0 200 200", "", "", "/F1 3 0 R", filter_entries});
    return text_of(page_of(to_bytes(pdf)));
  };
  CHECK(text(deflated, filter) == U"AB");
  CHECK(text(with_predictor, filter + " /DecodeParms [null << /Predictor 12 /Columns 8 >>]") == U"AB");
  CHECK(text(deflated.substr(0, deflated.size() - 8), filter) == U"AB"); // without the checksum
  CHECK(text(deflated.substr(0, 80), filter) == U"A");                   // cut in the middle
}

TEST_CASE("the streams of a page's content are read one after the other") {
  TinyPdf pdf;
  TinyPage& page = pdf.pages.emplace_back();
  page.content = "BT /F1 10 Tf 20 100 Td (A) Tj";
  pdf.objects.push_back(stream_object("", "(B) Tj ET"));
  std::string bytes = to_bytes(pdf);
  std::string const one = "/Contents 12 0 R";
  bytes.replace(bytes.find(one), one.size(), "/Contents [12 0 R 10 0 R]"); // Poppler mends the offsets
  CHECK(text_of(page_of(bytes)) == U"AB");
}

TEST_CASE("a layer that is switched off draws nothing") {
  PageContent const page = page_of(sample("traits/optional-content-off.pdf"));
  CHECK(text_of(page).find(U"看不见") == std::u32string::npos);
  CHECK(text_of(page).find(U"合计") != std::u32string::npos);
}

TEST_CASE("strokes and thin rectangles are rulings in their colour, in drawing order") {
  PageContent const page = page_of_content("1 0 0 RG 0.5 w 20 100 m 120 100 l S 0 0 1 rg 20 50 1 80 re f");
  REQUIRE(page.rulings.size() == 2);
  Ruling const& stroke = page.rulings[0];
  CHECK(stroke.direction == Direction::horizontal);
  CHECK(stroke.position == Approx(100));
  CHECK(stroke.begin == Approx(20));
  CHECK(stroke.end == Approx(120));
  CHECK(stroke.thickness == Approx(0.5));
  CHECK(stroke.colour == 0xFF0000);
  Ruling const& rectangle = page.rulings[1];
  CHECK(rectangle.direction == Direction::vertical);
  CHECK(rectangle.position == Approx(20.5));
  CHECK(rectangle.length() == Approx(80));
  CHECK(rectangle.order > stroke.order);
}

TEST_CASE("a form's content stands where its matrix puts it") {
  TinyPdf pdf;
  pdf.pages.push_back({"q 1 0 0 1 50 0 cm /X Do Q", "0 0 200 200", "", "/XObject << /X 10 0 R >>"});
  pdf.objects.push_back(stream_object(
      "/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Resources << /Font << /F1 3 0 R >> >>", letter));
  PageContent const page = page_of(to_bytes(pdf));
  REQUIRE(text_of(page) == U"A");
  CHECK(page.glyphs[0].box.x0 == Approx(70));
}

TEST_CASE("a form that draws itself ends, and the text beside it is read") {
  PageContent const page = page_of(sample("traits/bad/recursive-form.pdf"));
  CHECK(text_of(page).find(U"合计") != std::u32string::npos);
}

TEST_CASE("an image has its place; a thin one is a ruling") {
  std::string const data = "BI /W 1 /H 1 /CS /G /BPC 8 ID 0 EI ";
  PageContent const page = page_of_content("q 100 0 0 50 20 100 cm " + data + "Q q 150 0 0 1 20 60 cm " + data + "Q");
  REQUIRE(page.images.size() == 1);
  CHECK(page.images[0].box.x0 == Approx(20));
  CHECK(page.images[0].box.y0 == Approx(50));
  CHECK(page.images[0].box.width() == Approx(100));
  REQUIRE(page.rulings.size() == 1);
  CHECK(page.rulings[0].position == Approx(139.5));
}

TEST_CASE("a ligature is its letters, each with its share of the box") {
  PageContent const page = page_of(sample("traits/ligature.pdf"));
  auto const part = std::find_if(page.glyphs.begin(), page.glyphs.end(), [](Glyph const& g) { return g.part; });
  REQUIRE(part != page.glyphs.end());
  REQUIRE(part != page.glyphs.begin());
  Glyph const& first = *(part - 1);
  CHECK(first.code == U'f');
  CHECK(part->code == U'i');
  CHECK(first.box.x1 == Approx(part->box.x0));
  CHECK(first.box.width() == Approx(part->box.width()));
}

TEST_CASE("marked content with a text of its own gives that text at the place of the glyphs") {
  PageContent const same = page_of_content("/Span << /ActualText (xy) >> BDC BT /F1 10 Tf 20 100 Td (AB) Tj ET EMC");
  CHECK(text_of(same) == U"xy");
  PageContent const more = page_of_content(
      "/Span << /ActualText (xyz) >> BDC BT /F1 10 Tf 20 100 Td (AB) Tj ET EMC BT /F1 10 Tf 60 100 Td (C) Tj ET");
  REQUIRE(text_of(more) == U"xyzC");
  CHECK(more.glyphs[0].box.x0 == Approx(20));
  CHECK(more.glyphs[2].box.x1 == Approx(20 + 2 * 6.67));
  PageContent const none = page_of_content("/Span << /ActualText () >> BDC BT /F1 10 Tf 20 100 Td (AB) Tj ET EMC");
  CHECK(text_of(none) == U"AB"); // what can be seen is not lost
}

TEST_CASE("glyphs without Unicode are kept, as U+FFFD or as the code they have") {
  PageContent const page = page_of(sample("traits/no-unicode.pdf"));
  auto const unread = std::count_if(page.glyphs.begin(), page.glyphs.end(),
                                    [](Glyph const& g) { return g.code == 0xFFFD || g.code < 0x20; });
  CHECK(unread >= 4);
}

TEST_CASE("a page with too much on it is read up to the limit, and says so") {
  std::string content = "BT /F1 10 Tf 20 100 Td ";
  for (int i = 0; i < 300; ++i) { content += "(AAAAAAAAAA) Tj "; }
  pdf::PassOptions options;
  options.max_glyphs = 1000;
  PageContent const page = page_of(tiny_pdf(content + "ET"), options);
  CHECK(page.glyphs.size() >= 1000);
  CHECK(page.glyphs.size() < 1100);
  REQUIRE(page.problems.size() == 1);
  CHECK(page.problems[0].code == ProblemCode::too_many_objects);
  CHECK(page.problems[0].page == 1);
}

TEST_CASE("the thickness up to which a rectangle is a line is an option") {
  pdf::PassOptions options;
  std::string const bytes = tiny_pdf("20 50 100 5 re f");
  CHECK(page_of(bytes, options).shades.size() == 1);
  options.max_ruling_thickness = 6;
  PageContent const page = page_of(bytes, options);
  CHECK(page.shades.empty());
  REQUIRE(page.rulings.size() == 1);
  CHECK(page.rulings[0].style == RulingStyle::solid);
}

TEST_CASE("text drawn into a soft mask is not on the page") {
  TinyPdf pdf;
  pdf.pages.push_back({"/G gs " + std::string(letter), "0 0 200 200", "",
                       "/ExtGState << /G << /SMask << /S /Luminosity /G 10 0 R >> >> >>"});
  pdf.objects.push_back(stream_object("/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Group << /S /Transparency "
                                      "/CS /DeviceGray >> /Resources << /Font << /F1 3 0 R >> >>",
                                      "1 g 0 0 200 200 re f BT /F1 10 Tf 20 50 Td (mask) Tj ET"));
  PageContent const page = page_of(to_bytes(pdf));
  CHECK(text_of(page) == U"A");
  CHECK(page.shades.empty());

  // The same from within a form.
  pdf.objects.push_back(
      stream_object("/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Resources << /Font << /F1 3 0 R "
                    ">> " +
                        pdf.pages[0].resources + " >>",
                    "/G gs " + std::string(letter)));
  pdf.pages[0] = {"/X Do", "0 0 200 200", "", "/XObject << /X 11 0 R >>"};
  PageContent const form = page_of(to_bytes(pdf));
  CHECK(text_of(form) == U"A");
  CHECK(form.shades.empty());
}
