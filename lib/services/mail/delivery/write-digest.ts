import { describeNotification, KIND_WORDS, pathOf } from '@/lib/schemas/changes/describe-notification'
import type { NotificationKind } from '@/lib/schemas/changes/inbox'
import { LIMITS } from '@/lib/schemas/limits'
import { workspacePath } from '@/lib/schemas/workspaces/workspace-path'
import { cutQuote, type MailSubject, toHtml, toLine } from './write-mail'

type Links = {
  /** Where people find this server, without a slash at the end. */
  base: string
  /** Of the link that ends mails of a kind. */
  tokenOf: (kind: NotificationKind) => string
}

/**
 * What happened in a day, in one mail: what is said of one thing stands together, in the order in which it happened.
 * @param mails at least one, of one workspace and person, the oldest first
 */
export function writeDigest(mails: readonly MailSubject[], { base, tokenOf }: Links) {
  const { workspace } = mails[0]!
  const place = toLine(workspace.name)
  const told = mails.slice(0, LIMITS.digestItems)
  const left = mails.length - told.length
  const inbox = base + workspacePath(workspace.slug, '/inbox')
  const settings = base + workspacePath(workspace.slug, '/settings/account')
  const groups = Map.groupBy(told, ({ number, title }) =>
    number === null ? toLine(title) : `#${number} ${toLine(title)}`,
  )
  const more = left === 0 ? [] : [`${left} more ${left === 1 ? 'stands' : 'stand'} in your inbox.`]
  const why = `You get this once a day because you chose so for some kinds of e-mails of the workspace ${place}.`
  const ends = [...new Set(mails.map(({ kind }) => kind))].map((kind) => ({
    label: `No more of “${KIND_WORDS[kind]}”`,
    href: `${base}/unsubscribe/${tokenOf(kind)}`,
  }))
  const entryOf = (mail: MailSubject) => ({
    event: `${toLine(mail.actor.name)} ${describeNotification(mail)}`,
    href: base + workspacePath(workspace.slug, pathOf(mail)),
    quote: mail.said === null ? null : cutQuote(mail.said, LIMITS.digestQuoteLength),
  })
  const text = [
    ...[...groups].map(([title, entries]) =>
      [
        title,
        ...entries
          .map(entryOf)
          .flatMap(({ event, href, quote }) => [
            `- ${event}: ${href}`,
            ...(quote === null ? [] : quote.split('\n').map((line) => `  > ${line}`)),
          ]),
      ].join('\n'),
    ),
    ...more,
    `Your inbox: ${inbox}`,
    `-- \n${why}\n${ends.map(({ label, href }) => `${label}: ${href}`).join('\n')}\nAll settings: ${settings}`,
  ].join('\n\n')
  const link = (href: string, label: string) => `<a href="${toHtml(href)}">${toHtml(label)}</a>`
  const html = [
    '<!doctype html><html lang="en"><meta charset="utf-8"><body style="font:14px/1.5 sans-serif">',
    ...[...groups].flatMap(([title, entries]) => [
      `<h2 style="font-size:14px;margin:16px 0 4px">${toHtml(title)}</h2>`,
      '<ul style="margin:0;padding-left:20px">',
      ...entries
        .map(entryOf)
        .map(
          ({ event, href, quote }) =>
            `<li>${link(href, event)}${quote === null ? '' : `<blockquote style="margin:0;padding-left:12px;border-left:3px solid #999;white-space:pre-wrap">${toHtml(quote)}</blockquote>`}</li>`,
        ),
      '</ul>',
    ]),
    ...more.map((line) => `<p>${toHtml(line)}</p>`),
    `<p>${link(inbox, 'Your inbox')}</p>`,
    `<p style="color:#666;font-size:12px">${toHtml(why)}<br>${[...ends, { label: 'All settings', href: settings }].map(({ label, href }) => link(href, label)).join(' · ')}</p>`,
    '</body></html>',
  ].join('\n')
  const subject = `[${place}] ${mails.length} ${mails.length === 1 ? 'thing' : 'things'} of the last day`
  return { subject, text, html }
}
