// A site with the classic preset: the picture when it is built, the live map where scripts are allowed.
import breachmap from 'breachmap/remark';

export default {
  title: 'Paint works',
  url: 'https://paint.example',
  baseUrl: '/',
  onBrokenLinks: 'throw',
  clientModules: ['./src/breachmap.js'],
  presets: [
    [
      'classic',
      {
        blog: false,
        docs: {
          routeBasePath: '/',
          beforeDefaultRemarkPlugins: [[breachmap, { folder: 'static/incidents', address: '/incidents/', live: true }]],
        },
      },
    ],
  ],
};
