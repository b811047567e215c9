// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/extract_data_set.hpp"

#include "base/version.hpp"
#include "cli/output_file.hpp"
#include "dataset/export.hpp"
#include "dataset/workbook.hpp"

#include <fmt/format.h>

namespace gongkai::cli {

ExtractedDataSet::ExtractedDataSet() : m_names(m_files), m_store(":memory:") {}

void ExtractedDataSet::add(Extraction const& extraction) {
  dataset::InputFile const file{extraction.source.file, {}, extraction.source.file, {}, extraction.source.bytes, 0};
  std::string const reader = fmt::format("gongkai {}", version());
  m_store.put(document_key(extraction.source.sha256), to_rows(extraction, m_names, reader).bytes(), {&file}, {});
}

void ExtractedDataSet::add_unread(std::string const& file, Problem const& problem) {
  Unread unread;
  unread.file = file;
  unread.outcome = outcome_of(problem);
  unread.detail = problem.message;
  dataset::InputFile const input{file, {}, file, {}, 0, 0};
  m_store.put(document_key(unread), to_rows(unread, version()).bytes(), {&input}, {});
}

void ExtractedDataSet::write_csv(std::string const& output, std::vector<std::string> const& inputs, bool for_excel) {
  OutputFile out(output, inputs);
  dataset::Database& database = m_store.database();
  dataset::write_csv(database, dataset::listing_named(database, "figures"), {for_excel},
                     [&out](std::string_view text) { out.write(text); });
  out.finish();
}

void ExtractedDataSet::write_workbook(std::string const& output, std::vector<std::string> const& inputs, bool tidy) {
  write_by_name(output, inputs, [&](std::string const& place) {
    if (tidy) {
      dataset::export_tidy_workbook(m_store.database(), place);
    } else {
      dataset::export_printed_workbook(m_store.database(), {}, place);
    }
  });
}

} // namespace gongkai::cli
