// SPDX-License-Identifier: GPL-2.0-or-later
// Memory for large arrays that are read here and there: in large pages, where the system has them for who asks.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <utility>

namespace newsgrep {

/// An allocator for containers of things that are no larger than a page. It leaves alone what a container makes without a value.
template <class T>
class LargePages {
 public:
  using value_type = T;

  LargePages() = default;
  template <class U>
  LargePages(const LargePages<U>&) {}

  /// Throws std::bad_alloc.
  T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    if (bytes < large) return static_cast<T*>(::operator new(bytes));
    const std::size_t whole = (bytes + page - 1) / page * page;
    void* place = std::aligned_alloc(page, whole);
    if (place == nullptr) throw std::bad_alloc();
    ::madvise(place, whole, MADV_HUGEPAGE);  // refused: small pages will do
    return static_cast<T*>(place);
  }

  void deallocate(T* place, std::size_t count) {
    if (count * sizeof(T) < large) ::operator delete(place);
    else std::free(place);
  }

  template <class U, class... Values>
  void construct(U* place, Values&&... values) {
    if constexpr (sizeof...(Values) == 0) ::new (static_cast<void*>(place)) U;
    else ::new (static_cast<void*>(place)) U(std::forward<Values>(values)...);
  }

  bool operator==(const LargePages&) const { return true; }

 private:
  static constexpr std::size_t page = std::size_t{2} << 20, large = 8 * page;  // what is smaller would waste too much of its last page
};

}  // namespace newsgrep
