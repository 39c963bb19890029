// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace newsgrep {

/// Whether a text is Markdown: its name says so, or the front matter that it begins with.
bool is_markdown(std::string_view path, std::string_view text);

/// The text without the marks of Markdown: links are their words, pictures and what a site generator replaces are left
/// out, items are paragraphs. Front matter stays as it is.
std::string without_markdown(std::string_view text);

}  // namespace newsgrep
