// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dataset/build.hpp"

#include <chrono>
#include <string>

namespace gongkai::cli {

/// Tells on standard error how a build goes: on a terminal one line that is written over, elsewhere a plain line now
/// and then; a line for each file that could not be read.
class BuildProgress : public dataset::BuildObserver {
public:
  enum class Talk : unsigned char { quiet, lines, terminal };

  explicit BuildProgress(Talk talk) : m_talk(talk) {}
  ~BuildProgress() override;
  BuildProgress(BuildProgress const&) = delete;
  BuildProgress& operator=(BuildProgress const&) = delete;

  void progress(dataset::Progress const& progress) override;
  void done(dataset::DocumentDone const& document, dataset::Progress const& progress) override;
  void failed(dataset::PageFailed const& page, dataset::Progress const& progress) override;

  /// The last words.
  void finish(std::string const& text);

private:
  void clear();

  Talk m_talk;
  bool m_shown = false; ///< A line stands on the terminal.
  std::chrono::steady_clock::time_point m_last{};
};

/// What is said at the end, several lines. `review` is the folder of the review pages.
std::string to_text(dataset::BuildSummary const& summary, std::string const& path, std::string const& review);

} // namespace gongkai::cli
