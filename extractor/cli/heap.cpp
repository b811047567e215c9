// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/heap.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib> // says whether the library is glibc

#if defined(__linux__) && defined(__GLIBC__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace gongkai::cli {

void prepare_heap() {
#if defined(__linux__) && defined(__GLIBC__)
  constexpr std::size_t huge_page = 2U << 20;
  constexpr int reserved = 64 << 20;   // nearly all documents need less
  constexpr int further = 1 << 20;     // by which the heap grows when they are used up
  constexpr int first_block = 1 << 20; // more than the heap has now, so that it must grow
  // Pages of glyphs come and go: their memory stays with the heap.
  mallopt(M_MMAP_THRESHOLD, reserved);
  mallopt(M_TRIM_THRESHOLD, reserved);
  auto const begin = reinterpret_cast<std::uintptr_t>(sbrk(0));
  mallopt(M_TOP_PAD, reserved);
  void* volatile block = std::malloc(first_block); // NOLINT(cppcoreguidelines-no-malloc): the heap itself is meant
  std::free(block);                                // NOLINT(cppcoreguidelines-no-malloc)
  mallopt(M_TOP_PAD, further);
  auto const end = reinterpret_cast<std::uintptr_t>(sbrk(0));
  std::uintptr_t const aligned = (begin + huge_page - 1) / huge_page * huge_page;
  // A kernel without huge pages refuses, and all is as before.
  if (aligned < end) { madvise(reinterpret_cast<void*>(aligned), end - aligned, MADV_HUGEPAGE); }
#endif
}

} // namespace gongkai::cli
