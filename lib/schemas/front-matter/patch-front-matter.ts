import { Document, isCollection, isMap, isScalar, type Pair, type YAMLMap } from 'yaml'
import { LIMITS } from '@/lib/schemas/limits'
import { parseYaml } from '@/lib/schemas/texts/parse-yaml'
import { normalizeSource, splitSource, toModuleSource } from './front-matter'
import { quoteLooseValues } from './parse-front-matter'

const STRINGIFY = { lineWidth: 0, flowCollectionPadding: false } as const

/** One `key: value`, lists in brackets as the blueprint writes them. */
function stringifyPair(key: string, value: unknown): string {
  const document = new Document({ [key]: value })
  const contents = document.contents as YAMLMap
  const node = contents.get(key, true)
  if (isCollection(node) && Array.isArray(value) && value.every((item) => typeof item !== 'object')) node.flow = true
  return document.toString(STRINGIFY).trimEnd()
}

function rangeOfPair(pair: Pair): [number, number] | null {
  const key = isScalar(pair.key) ? pair.key.range : null
  const value = (pair.value as { range?: [number, number, number] | null } | null)?.range
  return key ? [key[0], Math.max(key[1], value?.[1] ?? key[1])] : null
}

function findPair(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((item) => isScalar(item.key) && item.key.value === key) as Pair | undefined
}

/** Replaces, adds or (undefined) removes one key; every other byte stays. */
function patchKey(frontMatter: string, key: string, value: unknown): string {
  const document = parseYaml(frontMatter)
  const line = value === undefined ? null : stringifyPair(key, value)
  const contents = document.contents
  if (contents === null) return line === null ? frontMatter : join(frontMatter, line)
  if (document.errors.length > 0 || !isMap(contents)) return frontMatter
  const pair = findPair(contents as YAMLMap, key)
  if (!pair) {
    if (line === null) return frontMatter
    if (!contents.flow) return join(frontMatter, line)
  }
  const range = pair && !contents.flow ? rangeOfPair(pair) : null
  if (!range) {
    if (value === undefined) document.delete(key)
    else document.set(key, value)
    return document.toString(STRINGIFY).trimEnd()
  }
  const [start, end] = range
  const old = frontMatter.slice(start, end)
  const tail = old.slice(old.trimEnd().length)
  if (line !== null) return frontMatter.slice(0, start) + line + tail + frontMatter.slice(end)
  const newline = frontMatter.indexOf('\n', start + old.trimEnd().length)
  const kept = frontMatter.slice(0, start) + (newline === -1 ? '' : frontMatter.slice(newline + 1))
  return newline === -1 ? kept.replace(/\n$/, '') : kept
}

function join(frontMatter: string, line: string): string {
  return frontMatter.trim() === '' && !frontMatter.includes('#') ? line : `${frontMatter.replace(/\n+$/, '')}\n${line}`
}

/**
 * Writes changed keys into a file's front matter: a key set to undefined is removed. Comments, order, unknown keys and
 * the spelling of everything else stay. Front matter that is not valid YAML, or too long to be published, stays as it is.
 */
export function patchFrontMatter(source: string, changes: Record<string, unknown>): string {
  const { frontMatter, body, isUnclosed } = splitSource(normalizeSource(source))
  if (isUnclosed || (frontMatter?.length ?? 0) > LIMITS.frontMatterBytes) return source
  const isNew = frontMatter === null
  let patched = frontMatter ?? ''
  if (!isNew && parseYaml(patched).errors.length > 0) {
    for (const withColons of [false, true]) {
      const quoted = quoteLooseValues(frontMatter, withColons)
      if (parseYaml(quoted).errors.length > 0) continue
      patched = quoted
      break
    }
  }
  for (const [key, value] of Object.entries(changes)) patched = patchKey(patched, key, value)
  if (isNew && patched === '') return toModuleSource(null, body)
  return toModuleSource(patched, isNew ? `\n${body.replace(/^\n+/, '')}` : body)
}
