/**
 * Takes the pictures of the README anew, in both themes: a server on an empty data folder, its first question,
 * a change request and its effect, and the budget. Run it when a screen that they show has changed.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { withServer } from '@/bench/shared/with-server'
import { WORKSPACE_HEADER, workspacePath } from '@/lib/schemas/workspaces/workspace-path'

const SYSTEM_CHROMIUM = '/usr/bin/chromium'
const VIEWPORT = { width: 1440, height: 900 }
const SIZES = { from: '230 tokens', to: '400 tokens' }
const QUESTIONS = [
  { text: 'How large is a chunk?', module: 'chunking', says: SIZES.from },
  { text: 'Why is a heading the start of a new chunk?', module: 'chunking' },
  { text: 'How do lexical and vector search work together?', module: 'hybrid-retrieval' },
  { text: 'How is the token budget divided between the sections?', module: 'token-budget' },
  { text: 'How do I roll a module back to an older version?', module: 'versions' },
]

const at = (screen: string) => workspacePath('default', screen)

async function createOwner(page: Page): Promise<void> {
  await page.goto('/setup')
  await page.getByLabel('Your name').fill('Ada Palmer')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password', { exact: true }).fill('a password for pictures')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL((url) => !url.pathname.includes('setup'))
}

/** As the person whose page it is. */
async function post(page: Page, path: string, data: object): Promise<void> {
  const headers = { origin: new URL(page.url()).origin, [WORKSPACE_HEADER]: 'default' }
  const response = await page.request.post(`/api/v1${path}`, { headers, data })
  if (!response.ok()) throw new Error(`POST ${path}: ${await response.text()}`)
}

/** The first change request was run through the query set that is required. */
async function untilChecked(page: Page): Promise<void> {
  for (;;) {
    const response = await page.request.get('/api/v1/change-requests/1', { headers: { [WORKSPACE_HEADER]: 'default' } })
    if ((await response.json()).touched !== null) return
    await page.waitForTimeout(500)
  }
}

async function take(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.mouse.move(0, 0)
    // colours fade from one theme into the other
    await page.waitForTimeout(500)
    await page.screenshot({ path: `docs/${name}-${colorScheme}.png` })
  }
}

const folder = await mkdtemp(join(tmpdir(), 'loadout-screenshots-'))
try {
  await withServer(folder, async ({ url }) => {
    const browser = await chromium.launch({
      executablePath: existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined,
      args: ['--no-sandbox'],
    })
    const page = await browser.newPage({ baseURL: url, viewport: VIEWPORT })
    await createOwner(page)

    await page.goto(at('/playground'))
    await page.getByLabel('Ask a question').fill(QUESTIONS.at(-1)?.text ?? '')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^used .* candidates/ }).waitFor()
    await page.getByRole('article', { name: 'Answer' }).getByRole('button', { name: 'k1' }).first().click()
    await take(page, 'playground')

    const chunking = await readFile('prisma/library/retrieval/chunking.md', 'utf8')
    await post(page, '/query-sets', {
      name: 'What people ask',
      isRequired: true,
      queries: QUESTIONS.map(({ text, module, says }) => ({
        text,
        checks: [{ kind: 'includes', module, text: says }],
      })),
    })
    await post(page, '/change-requests', {
      title: 'Chunks of 400 tokens',
      description: 'Long passages were cut in two. Larger chunks keep them together.',
      edits: [{ moduleId: 'chunking', source: chunking.replace(SIZES.from, SIZES.to) }],
    })
    await untilChecked(page)
    await page.goto(at('/changes/1'))
    await page.getByRole('tab', { name: 'Effect' }).click()
    const comparison = page.getByRole('region', { name: 'Before and after' })
    await comparison.getByRole('button', { name: 'Text' }).click()
    await take(page, 'change-request')

    await page.goto(at('/budget'))
    await page.getByRole('img', { name: /^Allocated: / }).waitFor()
    await page.getByRole('textbox', { name: 'Window' }).fill('1500')
    await page.getByRole('textbox', { name: 'Reserve' }).fill('400')
    await page.getByRole('region', { name: 'Falls out' }).getByRole('listitem').first().waitFor()
    await take(page, 'budget')
    await browser.close()
  })
} finally {
  await rm(folder, { recursive: true, force: true })
}
