// SPDX-License-Identifier: GPL-3.0-or-later
#include "knowledge.hpp"

namespace gongkai {

Knowledge::Members::Members(PatternFiles pattern_files)
    : files(std::move(pattern_files)), normaliser(files), furniture(files, normaliser),
      caption_lines(files, "page.toml", "caption_line"), alignment(files, normaliser), table_patterns(files),
      outline(files), organization(files), statements(files), glossary(files), record(files, normaliser),
      linker(files, record.amounts), indicators(files), checks(files) {}

Knowledge::Knowledge(std::string const& folder)
    : m_members(std::make_unique<Members>(folder.empty() ? PatternFiles() : PatternFiles::with_folder(folder))) {}

Knowledge::~Knowledge() = default;

} // namespace gongkai
