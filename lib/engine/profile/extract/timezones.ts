const NAMED: [RegExp, string][] = [
  [/^(?:us |north american )?pacific\b|^p[sd]?t$/i, 'America/Los_Angeles'],
  [/^(?:us |north american )?mountain\b|^m[sd]t$/i, 'America/Denver'],
  [/^(?:us |north american )central\b|^c[sd]t$/i, 'America/Chicago'],
  [/^(?:us |north american )?eastern\b(?! european)|^e[sd]t$/i, 'America/New_York'],
  [/^central european\b|^ces?t$|^mes?z$|^mitteleuropäische/i, 'Europe/Berlin'],
  [/^eastern european\b|^ees?t$|^oes?z$|^osteuropäische/i, 'Europe/Athens'],
  [/^(?:greenwich|british)\b|^bst$/i, 'Europe/London'],
  [/^indian? (?:standard )?time\b|^ist$/i, 'Asia/Kolkata'],
  [/^japan(?:ese)? (?:standard )?time\b|^jst$/i, 'Asia/Tokyo'],
]

/** A time zone as it is kept: an IANA name or an offset from UTC. Undefined for anything else. */
export function readTimezone(text: string): string | undefined {
  const value = text.trim()
  const [name] =
    /^(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[\w/+-]{2,40}/.exec(value) ?? []
  if (name) return name
  const offset = /^(?:UTC|GMT)\s?([+-]\d{1,2}(?::\d\d)?)?(?=$|[\s,])/i.exec(value)
  if (offset) return `UTC${offset[1] ?? ''}`
  return NAMED.find(([pattern]) => pattern.test(value))?.[1]
}
