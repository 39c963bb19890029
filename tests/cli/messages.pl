#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
# Every sentence that the programs may say in an error, a note or a hint is read by somebody: it occurs in what some case expects,
# or in unprovoked.txt with the reason why no case provokes it. messages.pl SOURCE-FOLDER lists those that do not, and lines of
# unprovoked.txt that are no longer needed.
use strict;
use warnings;
use File::Find;

my $root = $ARGV[0] // die "usage: messages.pl SOURCE-FOLDER\n";

sub content { my ($path) = @_; open my $in, '<:raw', $path or die "$path: $!\n"; local $/; my $text = <$in>; return defined $text ? $text : '' }

# The pieces of text in a stretch of C++, as printed; what is too short to be found by chance is left out.
sub sentences {
  my ($code) = @_;
  my @pieces;
  while ($code =~ /"((?:[^"\\]|\\.)*)"/g) {
    my $text = $1;
    $text =~ s/\\n/\n/g;
    $text =~ s/\\(.)/$1/g;
    push @pieces, grep { length($_) >= 10 && / / } map { s/^\s+|\s+$//gr } split /\n/, $text;
  }
  return @pieces;
}

my @statements = (
  qr/Error\(\s*ErrorCode::(?!internal)\w+\s*,(.*?)\);/s,
  qr/\b(?:report|error|notice|repaired|skip)\((?:[^;"]*?,)?\s*"\w+"\s*,(.*?)\);/s,
  qr/\{\s*Severity::\w+\s*,\s*"\w+"\s*,(.*?)\}\)?;/s,
  qr/\bunsupported(?:_word|_until)?\((.*?)\);/s,
  qr/\.(?:message|hint) = (.*?);/s,
  qr/std::cerr <<(.*?);/s,
  qr/\bafter_ \+=(.*?);/s,
  qr/CLI::Validator\((.*?)\n\}/s,
);

my (%said, %expected_files);
find(sub {
  return unless /\.[ch]pp$/;
  my $code = content($_);
  $code =~ s{//.*}{}g;
  for my $statement (@statements) {
    while ($code =~ /$statement/g) { my $part = $1; $said{$_} //= $File::Find::name for sentences($part) }
  }
}, map { "$root/$_" } qw(common indexer searcher));

my $expected = '';
find(sub { $expected .= content($_) if /\.(?:out|err)$/ }, "$root/tests/cli/cases");

my %excused;
for (split /\n/, content("$root/tests/cli/unprovoked.txt")) {
  next if /^(?:#|$)/;
  my ($sentence, $reason) = split /\t+/;
  die "unprovoked.txt: no reason for: $sentence\n" unless defined $reason;
  $excused{$sentence} = $reason;
}

my @troubles;
for my $sentence (sort keys %said) {
  my $shown = index($expected, $sentence) >= 0;
  push @troubles, "no case says \"$sentence\" ($said{$sentence})" unless $shown || $excused{$sentence};
  push @troubles, "unprovoked.txt: some case does say \"$sentence\"" if $shown && $excused{$sentence};
}
push @troubles, map { "unprovoked.txt: nothing says \"$_\" any more" } grep { !$said{$_} } sort keys %excused;
print "$_\n" for @troubles;
print scalar(keys %said), " sentences, ", scalar(@troubles), " troubles\n";
exit(@troubles ? 1 : 0);
