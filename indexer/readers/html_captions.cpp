// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_captions.hpp"

#include "common/ascii.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/html_nodes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace newsgrep {
namespace {

// Buttons below or above a picture, in small letters.
constexpr std::array<std::string_view, 24> buttons{
    "hide caption",      "show caption",      "toggle caption",    "view caption",     "open image in gallery", "view gallery",
    "view image in fullscreen", "view larger image", "view larger",  "view fullscreen",  "enlarge this image",    "enlarge image",
    "enlarge",           "click to enlarge",  "tap to enlarge",    "bild vergrößern",  "bild in lightbox öffnen", "vergrößern",
    "agrandir l'image",  "agrandir",          "ampliar foto",      "ampliar imagen",   "ampliar",               "expand"};

constexpr std::string_view pictures =
    "image photo picture slide img foto bild fotos photos imagen imagem immagine afbeelding zdjęcie kép фото";
constexpr std::string_view among = "of von de di sur van av af z из";

std::string_view without_button_behind(std::string_view text) {
  const std::string lower = ascii_lower(text);
  for (const auto button : buttons) {
    if (!lower.ends_with(button)) continue;
    const auto rest = text.substr(0, text.size() - button.size());
    // A word within a sentence is none.
    if (rest.empty() || rest.ends_with(". ") || rest.ends_with(") ") || button.find(' ') != std::string_view::npos) return trim(rest);
  }
  return text;
}

std::string_view without_button_before(std::string_view text) {
  const std::string lower = ascii_lower(text);
  for (const auto button : buttons) {
    if (!lower.starts_with(button)) continue;
    const auto rest = trim(text.substr(button.size()));
    if (rest.starts_with("/ ") || rest.starts_with("| ")) return trim(rest.substr(2));
  }
  return text;
}

// Up to three digits; 0 where there are none, or more.
int take_number(std::string_view& text) {
  constexpr std::size_t longest = 3;
  int number = 0;
  std::size_t size = 0;
  for (; size < text.size() && is_digit(text[size]) && size <= longest; ++size) number = number * 10 + (text[size] - '0');
  text.remove_prefix(size);
  return size <= longest ? number : 0;
}

std::string_view take_word_of(std::string_view& text) {
  const auto word = text.substr(0, text.find(' '));
  text = trim(text.substr(word.size()));
  return word;
}

// Takes the mark between a counter and what it counts; true at the end of the text too. "9/11: a day" counts nothing.
bool take_mark(std::string_view& text, bool slash) {
  if (text.empty()) return true;
  for (const std::string_view mark : {"|", "\xC2\xB7", "\xE2\x80\xA2", ")", ":", ".", "-", "\xE2\x80\x93", "\xE2\x80\x94"}) {
    if (slash && mark == ":") return false;
    if (!text.starts_with(mark)) continue;
    text = trim(text.substr(mark.size()));
    return true;
  }
  return false;
}

// "1 of 12 | ", "2/12 | ", "Image 3 of 12: ". Without a mark behind, "1 of 12" may well begin a sentence.
std::string_view without_counter(std::string_view text) {
  std::string_view rest = text;
  const bool named = one_of(ascii_lower(rest.substr(0, rest.find(' '))), pictures);
  if (named) take_word_of(rest);
  const int number = take_number(rest);
  rest = trim(rest);
  const bool slash = rest.starts_with('/');
  if (slash)
    rest = trim(rest.substr(1));
  else if (!one_of(ascii_lower(take_word_of(rest)), among))
    return text;
  const int all = take_number(rest);
  if (number == 0 || number > all) return text;
  rest = trim(rest);
  return take_mark(rest, slash) || named ? rest : text;
}

}  // namespace

std::string caption_of(std::string_view printed) {
  // Pages that are read out tell what it is.
  constexpr std::string_view label = "Image caption, ";
  auto text = trim(printed);
  if (text.starts_with(label)) text = text.substr(label.size());
  for (std::string_view before; before != text;) {
    before = text;
    text = without_counter(without_button_before(without_button_behind(text)));
  }
  return std::string(text);
}

}  // namespace newsgrep
