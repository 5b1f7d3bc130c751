import securityHeaders from './lib/schemas/security-headers.json' with { type: 'json' }

/** @type {import('next').NextConfig} */
const config = {
  // several servers can run from one checkout
  distDir: process.env.NEXT_DIST_DIR || '.next',
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // the development log would write the arguments of actions, passwords among them
  logging: { serverFunctions: false },
  // left out of the bundles: these run as they are, and would make each of them larger and the build slower
  serverExternalPackages: [
    '@ai-sdk/anthropic',
    '@ai-sdk/google',
    '@ai-sdk/openai',
    '@ai-sdk/openai-compatible',
    '@electric-sql/pglite',
    '@prisma/adapter-pg',
    '@prisma/client',
    'ai',
    'piscina',
    'better-auth',
    'js-tiktoken',
    'nodemailer',
    'pg',
    'pg-boss',
    'snowball-stemmers',
    'stopword',
    'undici',
    'yaml',
  ],
  // a build happens once per version: what only helps the next build, or a debugger, is not worth its time
  experimental: {
    serverSourceMaps: false,
    turbopackSourceMaps: process.env.NODE_ENV === 'development',
    turbopackFileSystemCacheForBuild: false,
    // as much as the API takes of a module (`moduleBodyBytes`): texts and curation are sent by actions too
    serverActions: { bodySizeLimit: '12mb' },
    proxyClientMaxBodySize: '12mb',
  },
  // `npm run verify` checks the types, and a person who only starts Loadout should not wait for it
  typescript: {
    ignoreBuildErrors: true,
    tsconfigPath: process.env.NEXT_DIST_DIR ? `${process.env.NEXT_DIST_DIR}.tsconfig.json` : 'tsconfig.json',
  },
  // its browser build decodes by way of the document, which the background threads of the editor do not have
  turbopack: {
    resolveAlias: {
      'decode-named-character-reference': './node_modules/decode-named-character-reference/index.js',
    },
  },
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
}

export default config
