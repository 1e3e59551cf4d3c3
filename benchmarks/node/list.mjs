// A listing with the Sinch Node SDK. For each line of input (the service's address) one walk, and one line of JSON
// about it. With ENCODE_TOKENS, the pages are walked by hand, with the percent-encoding that the SDK (1.4.0) leaves out.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const { APP_ID, ENCODE_TOKENS, KEY_ID, KEY_SECRET, PROJECT_ID, SINCH_NODE_SDK } = process.env;
const require = createRequire(`${SINCH_NODE_SDK}/`);
const { SinchClient } = require('@sinch/sdk-core');
const query = { app_id: APP_ID, page_size: 20 };
const silent = () => {};

function connect(uri) {
  const sinch = new SinchClient({
    projectId: PROJECT_ID,
    keyId: KEY_ID,
    keySecret: KEY_SECRET,
    authHostname: uri,
    conversationHostname: uri,
    // The SDK's own logger would write between the replies.
    logger: { debug: silent, info: silent, warn: silent, error: silent },
  });
  return sinch.conversation.conversation;
}

async function walk(conversations, rows) {
  if (!ENCODE_TOKENS) {
    for await (const row of conversations.list(query)) rows.push(row);
    return;
  }
  let page = await conversations.list(query);
  rows.push(...page.data);
  while (page.hasNextPage) {
    // The SDK gives the token with the quotes of its JSON.
    const token = page.nextPageValue.replace(/^"|"$/g, '');
    page = await conversations.list({ ...query, page_token: encodeURIComponent(token) });
    rows.push(...page.data);
  }
}

async function measure(uri) {
  const conversations = connect(uri);
  // Fetches the token.
  await conversations.list({ ...query, page_size: 1 });
  const rows = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  await walk(conversations, rows);
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const distinct = new Set(rows.map((row) => row.id)).size;
  const about = `@sinch/sdk-core ${require('@sinch/sdk-core/package.json').version}, node ${process.version}`;
  return { milliseconds, cpuMilliseconds: (user + system) / 1000, rows: rows.length, distinct, about };
}

// The SDK's messages are of several lines; what the service said is in the data.
function describe(error) {
  const said = /"message": *"([^"]*)"/.exec(`${error.data ?? ''}`)?.[1];
  return `${error.statusCode ?? ''} ${said ?? error.message ?? error}`.replace(/\s+/g, ' ').trim();
}

for await (const uri of createInterface({ input: process.stdin })) {
  const reply = await measure(uri).catch((error) => ({ failure: describe(error) }));
  console.log(JSON.stringify(reply));
}
