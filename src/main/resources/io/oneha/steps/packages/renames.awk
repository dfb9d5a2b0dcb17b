# Names of files that got another name here, lines "OLD NEW" in RENAMED, wherever they stand in what is read.
BEGIN { n = split(ENVIRON["RENAMED"], pair, "\n") }
{
    for (i = 1; i <= n; i++) {
        cut = index(pair[i], " ")
        if (!cut) continue
        from = substr(pair[i], 1, cut - 1); to = substr(pair[i], cut + 1); done = ""
        while (at = index($0, from)) { done = done substr($0, 1, at - 1) to; $0 = substr($0, at + length(from)) }
        $0 = done $0
    }
    print
}
