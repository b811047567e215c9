// SPDX-License-Identifier: GPL-3.0-or-later
#include "dataset/review_pages.hpp"

#include "output/review/review_index.hpp"

#include <fmt/format.h>

namespace gongkai::dataset {
namespace {

/// Of these there is something to show.
constexpr char const* readable = "outcome IN ('done', 'done_with_warnings', 'no_text_layer')";

} // namespace

std::vector<PageToMake> ReviewPages::missing(std::map<std::string, InputFile const*> const& holders,
                                             PagesSummary& summary) {
  std::vector<PageToMake> out;
  Query q =
      m_store.database().query(fmt::format("SELECT file, reader FROM documents WHERE document = ? AND {}", readable));
  for (auto const& [document, file] : holders) {
    q.bind(0, document);
    if (q.step()) {
      std::string name(q.text(0));
      std::string mark = ReviewFolder::mark_of(q.text(1), name);
      if (m_folder.has(document, mark)) {
        ++summary.unchanged;
      } else {
        out.push_back({document, file, std::move(name), std::move(mark)});
      }
    }
    q.reset();
  }
  return out;
}

void ReviewPages::finish(PatternFiles const& files, PagesSummary& summary) {
  std::unordered_map<std::string, std::string> marks;
  std::vector<IndexedDocument> documents;
  Query q = m_store.database().query(
      fmt::format("SELECT d.document, file, reader, {}, outcome, detail, summary FROM documents d "
                  "LEFT JOIN summaries USING (document) ORDER BY file, d.document",
                  readable));
  while (q.step()) {
    std::string const document(q.text(0));
    IndexedDocument& d = documents.emplace_back();
    d.file = q.text(1);
    d.summary = q.text(6);
    if (q.integer(3) == 0) {
      d.error = q.is_null(5) ? q.text(4) : q.text(5);
      continue;
    }
    std::string const mark = ReviewFolder::mark_of(q.text(2), d.file);
    if (m_folder.has(document, mark)) { d.page = ReviewFolder::page_name(document); }
    marks.emplace(document, mark);
  }
  summary.removed = m_folder.sweep(marks);
  m_folder.write_index(review_index(documents, read_review_wording(files)));
}

} // namespace gongkai::dataset
