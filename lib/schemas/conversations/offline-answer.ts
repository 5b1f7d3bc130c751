/** What the offline model says where nothing that was composed answers; the playground offers beneath it what would. */
export const OFFLINE_CHAT_NOTHING =
  'Nothing in the composed context answers this. Publish a module about it, or ask a real model: the offline model only quotes.'
