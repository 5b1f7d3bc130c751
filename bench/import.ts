import { globSync, readFileSync } from 'node:fs'
import type { ParsedModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import { type BenchActor, createBenchWorkspace, withBenchDatabase } from './shared/open-database'
import { type ZipfModule, zipfModules } from './shared/zipf-library'

/**
 * `npm run bench:import [-- MODULES]`: how long 1,000 modules of 5 kB take until they are searchable, what that is
 * spent on, and what their texts and those of the sample library take in the database. How long composing takes meanwhile
 * is in `bench:load`.
 */

const MODULES = 1_000
const MODULE_BYTES = 5_000
const FILES_PER_IMPORT = 250
const SAMPLE = 200
const AIM_SECONDS = 15

async function main(): Promise<void> {
  const count = Number(process.argv[2]) || MODULES
  await withBenchDatabase(async () => {
    const files = [...zipfModules(count)].map(toFile)
    const bytes = files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0)
    console.log(`\n${count.toLocaleString('en')} modules of ${(bytes / count / 1_000).toFixed(1)} kB\n`)
    await printStages(files.slice(0, SAMPLE))
    const actor = await createBenchWorkspace()
    await printImport(actor, files)
    await printStored(actor)
    console.log('\nthe sample library')
    const handbook = await createBenchWorkspace()
    const handbookFiles = globSync('prisma/library/*/*.md').map((path) => ({
      path,
      content: readFileSync(path, 'utf8'),
    }))
    await printImport(handbook, handbookFiles)
    await printStored(handbook)
  })
}

/** What texts take beside the index that is made of them: bodies, and where chunks stand in them and differ from them. */
async function printStored({ workspaceId }: BenchActor): Promise<void> {
  const { prisma } = await import('@/lib/db/client')
  const [row] = await prisma.$queryRaw<{ bodies: number; spans: number }[]>`
    SELECT
      (SELECT sum(octet_length("body"))::float8 FROM "ModuleVersion" WHERE "workspaceId" = ${workspaceId}) AS "bodies",
      (
        SELECT sum(8 + octet_length(COALESCE("edits"::text, '')))::float8 FROM "Chunk" WHERE "workspaceId" = ${workspaceId}
      ) AS "spans"`
  const { bodies, spans } = row!
  console.log(`texts stored: ${((bodies + spans) / bodies).toFixed(2)} bytes for each byte of the bodies`)
}

/** What an import computes before its transactions, by itself. */
async function printStages(files: { path: string; content: string }[]): Promise<void> {
  const { parseModuleFile } = await import('@/lib/schemas/front-matter/parse-module-file')
  const { prepareVersion } = await import('@/lib/texts/prepare/prepare-version')
  const { embedVersions } = await import('@/lib/indexing/versions/embed-versions')
  const { chunkMarkdown, indexTerms, loadTokenizer } = await import('@/lib/engine')
  const { workspaceId } = await createBenchWorkspace()
  const tokenizer = await loadTokenizer('gpt')
  const parsed: ParsedModuleFile[] = []
  console.log('processor time of one module, in this process')
  await printStage('parse', files, async ({ path, content }) => parsed.push(parseModuleFile(path, content)))
  await printStage('chunk, count tokens', parsed, async ({ body }) => chunkMarkdown(body, { tokenizer }))
  await printStage('terms', parsed, async ({ body }) => indexTerms({ prefix: [], body }))
  const versions: Awaited<ReturnType<typeof prepareVersion>>[] = []
  await printStage('all of it, with hashes', parsed, async (file) => versions.push(await prepareVersion(file, null)))
  await printStage('embed', [versions], (versions) => embedVersions(workspaceId, versions), versions.length)
}

async function printStage<T>(name: string, items: T[], run: (item: T) => unknown, count = items.length): Promise<void> {
  const before = process.cpuUsage()
  for (const item of items) await run(item)
  const { user, system } = process.cpuUsage(before)
  console.log(`  ${name.padEnd(42)}${((user + system) / 1_000 / count).toFixed(2).padStart(8)} ms`)
}

async function printImport(actor: BenchActor, files: { path: string; content: string }[]): Promise<void> {
  const { importModules } = await import('@/lib/services/imports/import-modules')
  const cpu = process.cpuUsage()
  const start = performance.now()
  for (let at = 0; at < files.length; at += FILES_PER_IMPORT) {
    const { results } = await importModules(actor, { files: files.slice(at, at + FILES_PER_IMPORT) })
    const failed = results.filter(({ status }) => status !== 'created')
    if (failed.length > 0) throw new Error(JSON.stringify(failed[0]))
  }
  const seconds = (performance.now() - start) / 1_000
  const used = process.cpuUsage(cpu)
  const processor = ((used.user + used.system) / 1e6).toFixed(1)
  console.log(
    `\nimported and searchable: ${seconds.toFixed(1)} s, ${processor} s of it this process computed (aim ${AIM_SECONDS} s)`,
  )
}

function toFile({ id, name, description, category, tags, sections }: ZipfModule) {
  const head = `---\nname: ${name}\ndescription: ${description}\ncategory: ${category}\ntags: [${tags}]\n---\n# ${name}\n\n`
  let content = head
  for (const [i, { heading, text }] of sections.entries()) {
    if (content.length >= MODULE_BYTES) break
    content += `## ${heading}\n\n${i % 3 === 1 ? toList(text) : toSentences(text)}\n\n`
  }
  return { path: `${id}.md`, content: content.slice(0, MODULE_BYTES) }
}

const toSentences = (text: string) => text.replaceAll(/((?:\S+ ){11}\S+) /g, '$1. ')
const toList = (text: string) => toSentences(text).replaceAll('. ', '\n- ').replace(/^/, '- ')

await main()
