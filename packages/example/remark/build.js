// Builds page.md into out/ with unified, as sites of remark do.
import { mkdirSync, writeFileSync } from 'node:fs';
import breachmap from 'breachmap/remark';
import rehypeStringify from 'rehype-stringify';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { read } from 'to-vfile';
import { unified } from 'unified';

const site = unified()
  .use(remarkParse)
  .use(breachmap, { folder: 'out/incidents', address: 'incidents/', live: true })
  .use(remarkRehype)
  .use(rehypeStringify);
mkdirSync('out', { recursive: true });
writeFileSync('out/index.html', String(await site.process(await read('page.md'))));
