import { formatOfPath } from '@/lib/schemas/modules/module-path'
import { normalizeSource } from './front-matter'

const MARKER = /^<!--[ \t]*([^\s@]+)@[^\s>]+[ \t]*-->[ \t]*$/gm

/**
 * An AGENTS.md or CLAUDE.md that was put together from modules says so by `<!-- id@version -->` before each: the parts,
 * in order, and what stands before the first as `lead`. Null for any other file.
 */
export function splitMarkedFile(
  path: string,
  source: string,
): { lead: string; parts: { id: string; body: string }[] } | null {
  if (formatOfPath(path) !== 'agents') return null
  const text = normalizeSource(source)
  const markers = [...text.matchAll(MARKER)]
  const first = markers[0]
  if (!first) return null
  const parts = markers.map((marker, i) => {
    const body = text.slice(marker.index + marker[0].length, markers[i + 1]?.index ?? text.length)
    return { id: marker[1] ?? '', body: `${body.trim()}\n` }
  })
  return { lead: text.slice(0, first.index).trim(), parts }
}
