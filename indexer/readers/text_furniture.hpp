// SPDX-License-Identifier: GPL-2.0-or-later
// What a page saved as text holds around its article: menus, share links, related stories, notices.
#pragma once

#include <string_view>

namespace newsgrep {

/// How sure a line is no part of an article. Only what is sure makes a text a saved page; what is likely goes from
/// saved pages alone, for an article may say it as well.
enum class Furniture : unsigned char { no, likely, sure };

Furniture furniture_of(std::string_view line);

/// A heading behind which no article goes on: "Related articles", "References", "Comments".
bool is_tail_heading(std::string_view line);

/// A line that introduces links to other stories, within the article or behind it: "Read also".
bool is_inset(std::string_view line);

/// "XFacebookLinkedInCopy link", "Share on Twitter · WhatsApp": names of networks and little else.
bool is_share_line(std::string_view line);

/// "© 2026 Example Media", "Alle Rechte vorbehalten".
bool is_legal_line(std::string_view line);

/// "[3] Some Paper — A headline — https://...": an item of a list of references.
bool is_reference(std::string_view line);

/// "Home > News > Business", "News | Sport | Weather": the way to a page, or a menu in one line.
bool is_menu_line(std::string_view line);

}  // namespace newsgrep
