import { existsSync } from 'node:fs'
import { defineConfig, devices } from '@playwright/test'
import { STORAGE_STATE } from './e2e/owner'

const SYSTEM_CHROMIUM = '/usr/bin/chromium'

// the workers read this file too, and must agree with the main process; `npm test` sets a port that is free
process.env.E2E_PORT ??= String(20_000 + (process.pid % 20_000))

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/start-server.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  // on a shared machine a journey may once be too slow; the last line of `npm test` names it, and forgives one
  retries: process.env.CI ? 1 : 0,
  // long enough for a machine that does much else; what passes is no slower for it
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: `http://localhost:${process.env.E2E_PORT}`,
    // recording every journey takes a third of the run's processor time
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined,
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
      ],
    },
  },
  projects: [
    { name: 'owner', testMatch: '*.setup.ts' },
    {
      name: 'chromium',
      testMatch: '**/*.spec.ts',
      dependencies: ['owner'],
      use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 }, storageState: STORAGE_STATE },
    },
  ],
})
