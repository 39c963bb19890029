// SPDX-License-Identifier: GPL-2.0-or-later
// Newsletters and news sent by mail: single messages (.eml) and folders of them (mbox).
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_mail(std::string_view head);

/// One article a message: its subject and its text, plain or HTML; attachments are left out.
void read_mail(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
