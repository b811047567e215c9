// SPDX-License-Identifier: GPL-3.0-or-later
#include "review.hpp"

#include "knowledge.hpp"
#include "pdf/document.hpp"

#include <algorithm>
#include <cmath>

namespace gongkai {
namespace {

constexpr double fine_dpi = 120, coarse_dpi = 96;
constexpr int most_fine_pages = 100;

/// No page of a disclosure needs more; a poster would take the memory of a hundred pages.
constexpr double most_pixels = 6e6;

/// Of either side: WebP holds no more.
constexpr double most_side = 16383;

double dpi_that_fits(PagePicture const& page, double dpi) {
  double const pixels = page.width * page.height * (dpi / 72) * (dpi / 72);
  if (pixels > most_pixels) { dpi = std::max(dpi * std::sqrt(most_pixels / pixels), 1.0); }
  double const side = std::max(page.width, page.height) * dpi / 72;
  return side > most_side - 1 ? dpi * (most_side - 1) / side : dpi; // the last pixel may be begun only
}

} // namespace

double usual_dpi(int pages) noexcept { return pages > most_fine_pages ? coarse_dpi : fine_dpi; }

Result<std::vector<PagePicture>> draw_pages(std::string const& bytes, std::string const& password, double dpi,
                                            std::function<void(int page)> const& at_page) {
  auto const document = pdf::Document::open(bytes, password);
  if (!document) { return tl::make_unexpected(document.error()); }
  int const count = document->metadata().pages;
  if (dpi <= 0) { dpi = usual_dpi(count); }
  std::vector<PagePicture> out;
  for (int number = 1; number <= count; ++number) {
    if (at_page) { at_page(number); }
    PagePicture& page = out.emplace_back();
    PageContent const content = document->read_page(number);
    page.width = content.width;
    page.height = content.height;
    auto const picture = document->render(number, dpi_that_fits(page, dpi));
    if (picture) { page.webp = pdf::to_webp(*picture); }
  }
  return out;
}

ReviewWording review_wording(Knowledge const& knowledge) { return read_review_wording(knowledge.members().files); }

std::string to_review_page(Extraction const& extraction, std::vector<PagePicture> const& pages,
                           Knowledge const& knowledge, ReviewAddresses const& addresses) {
  AmountReader const& amounts = knowledge.members().record.amounts;
  ReviewPageOptions options;
  options.save_to = addresses.save_to;
  options.index = addresses.index;
  options.mark = addresses.mark;
  if (!addresses.corrections.empty()) {
    options.judgements = judgements_not_applied(addresses.corrections, extraction.source.sha256, extraction.judged);
  }
  auto const add = [&](std::string const& unit) {
    if (auto const power = amounts.power_of(unit)) { options.powers[unit] = *power; }
  };
  for (Observation const& o : extraction.observations) { add(o.unit); }
  for (Statement const& s : extraction.statements) { add(s.unit); }
  return review_page(extraction, pages, review_wording(knowledge), options);
}

} // namespace gongkai
