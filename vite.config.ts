import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CrxPlugin, crx, type ManifestV3Export } from '@crxjs/vite-plugin'
import { defineConfig, type Plugin } from 'vite'
import manifest from './manifest.json' with { type: 'json' }
import { COLLECTOR } from './src/extension/background/feed/built-in-collector.ts'
import { DEFAULT_PACK } from './src/extension/background/watch/default-pack.ts'
import { hostPattern } from './src/extension/background/watch/host-pattern.ts'

const ROOT = import.meta.dirname
const EXTENSION = join(ROOT, 'src/extension')

/** The hosts of the pack that works without being asked for. */
function defaultHosts(): string[] {
  const file = join(EXTENSION, `background/watch/packs/${DEFAULT_PACK}.json`)
  const { domains }: { domains: { domain: string }[] } = JSON.parse(readFileSync(file, 'utf8'))
  return domains.map(({ domain }) => hostPattern(domain)).sort()
}

/** Pages that no entry of the manifest names. */
const OPENED_BY_US = ['dashboard', 'decides', 'incidents', 'report', 'warning', 'welcome']

// Any site may be asked for a page of its own, for a look without the reader's cookies; nothing else is let in.
const POLICY = `default-src 'none'; connect-src 'self' http: https:; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** What only Firefox is told. */
export const FIREFOX = {
  gecko: {
    id: 'masthead@masthead.example',
    strict_min_version: '140.0',
    // Nothing is sent but a report that the reader saw whole: its page's words, and its address.
    data_collection_permissions: {
      required: ['none' as const],
      optional: ['websiteContent' as const, 'browsingActivity' as const],
    },
  },
  gecko_android: { strict_min_version: '142.0' },
}

function manifestFor(browser: Browser, isBuild: boolean): ManifestV3Export {
  const { minimum_chrome_version, background, ...common } = manifest
  const shared = {
    ...common,
    manifest_version: 3,
    host_permissions: defaultHosts(),
    ...(isBuild ? { content_security_policy: { extension_pages: POLICY } } : {}),
  } as const
  if (browser === 'chrome')
    return {
      ...shared,
      minimum_chrome_version,
      background: { ...background, type: 'module' },
      // Firefox knows no such key: what its policies hold is not declared beforehand.
      storage: { managed_schema: 'managed-schema.json' },
    }
  return {
    ...shared,
    background: { scripts: [background.service_worker], type: 'module' },
    // Without it Firefox tells the collector where a request comes from by an address that no two profiles share.
    host_permissions: [...shared.host_permissions, `${COLLECTOR}/*`],
    browser_specific_settings: FIREFOX,
  }
}

/** Pages must not be able to tell that the extension is there: nothing of it may be reached from them. */
const nothingExposed: CrxPlugin = {
  name: 'no-web-accessible-resources',
  enforce: 'post',
  apply: 'build',
  renderCrxManifest(built) {
    delete built.web_accessible_resources
    return built
  },
}

/**
 * Copies a page's text into messages as it is, where JSON would quote all of it. Chromium knows the key from 148 on;
 * before, it is passed over.
 */
const structuredMessages: CrxPlugin = {
  name: 'structured-messages',
  enforce: 'post',
  apply: 'build',
  renderCrxManifest: (built) => Object.assign(built, { message_serialization: 'structured_clone' }),
}

/**
 * The one place where preact would set HTML sets text instead: what pages say can never become markup in ours, not
 * even by a slip of our own.
 */
const noHtmlSink: Plugin = {
  name: 'no-html-sink',
  enforce: 'pre',
  apply: 'build',
  transform(code, id) {
    if (!/\/preact\/dist\/preact\.\w+$/.test(id.split('?')[0] ?? '')) return null
    if (!code.includes('.innerHTML'))
      throw new Error('preact no longer sets innerHTML; drop the plugin no-html-sink.')
    return { code: code.replaceAll('.innerHTML', '.textContent'), map: null }
  },
}

/** The icons stand beside the project's other drawings, and are named at run time by verdict. */
const icons: Plugin = {
  name: 'icons',
  generateBundle() {
    for (const name of readdirSync(join(ROOT, 'icons')).filter((file) => file.endsWith('.png')))
      this.emitFile({
        type: 'asset',
        fileName: `icons/${name}`,
        source: readFileSync(join(ROOT, 'icons', name)),
      })
  },
}

const BROWSERS = ['chrome', 'firefox'] as const
type Browser = (typeof BROWSERS)[number]

export default defineConfig(({ mode, command }) => {
  const browser = BROWSERS.find((name) => name === mode) ?? 'chrome'
  return {
    root: EXTENSION,
    publicDir: join(EXTENSION, 'public'),
    plugins: [
      crx({
        manifest: manifestFor(browser, command === 'build'),
        browser,
        contentScripts: { standaloneFiles: ['content/start.ts'] },
      }),
      nothingExposed,
      ...(browser === 'chrome' ? [structuredMessages] : []),
      noHtmlSink,
      icons,
    ],
    build: {
      outDir: join(ROOT, 'dist', browser),
      emptyOutDir: true,
      target: browser === 'chrome' ? 'chrome137' : 'firefox140',
      modulePreload: { polyfill: false },
      rollupOptions: {
        output: {
          // A popup waits for every file it is made of: what its pages have in common is one.
          codeSplitting: {
            groups: [{ name: 'pages', test: /[\\/](?:pages[\\/][^\\/]+\.tsx?$|preact[\\/])/ }],
          },
        },
        // Long texts of data would otherwise stand in the output once for each place that reads them.
        optimization: { inlineConst: false },
        input: Object.fromEntries(
          OPENED_BY_US.map((page) => [page, join(EXTENSION, `pages/${page}/index.html`)]),
        ),
      },
    },
  }
})
