import tseslint from "typescript-eslint";

/** Who may import whom: a whole module ("inventory"), one folder of it ("language/sheet-words") or one file ("sheet/stockroom"). The architecture is this table. */
const modules = {
  inventory: [],
  language: ["inventory"],
  sheet: ["inventory", "language/sheet-words", "inbox/notebook"],
  "local-sheet": [],
  inbox: [],
  channels: [],
  outbox: ["inventory", "sheet/stockroom", "channels/channel", "inbox/notebook"],
  sample: ["inventory", "language/sheet-words"],
  relay: ["inventory", "language", "sheet/stockroom", "channels/channel", "inbox", "outbox"],
  reports: [
    "inventory",
    "language",
    "sheet/stockroom",
    "channels/channel",
    "outbox",
    "inbox/notebook",
  ],
  "export-files": ["inventory", "language", "sheet/stockroom"],
  rest: ["inventory", "language", "sheet/stockroom", "web/pages", "inbox/notebook"],
  events: ["inventory", "language", "sheet/stockroom", "channels/transport"],
  workers: ["language/sheet-words", "channels/channel", "relay/message-age", "relay/message-ids"],
  erp: [
    "inventory",
    "language",
    "sheet/stockroom",
    "rest/documents",
    "rest/schemas",
    "inbox/notebook",
    "channels/channel",
    "channels/configuration",
    "channels/raw-posts",
    "channels/transport",
  ],
  web: [
    "inventory",
    "language",
    "sheet/stockroom",
    "channels/channel",
    "channels/raw-posts",
    "channels/simulated",
    "inbox",
    "outbox",
    "relay",
    "reports",
    "export-files",
  ],
};

/** Modules that may touch neither the machine nor the clock. */
const pureModules = ["inventory", "language"];

/** Packages that may be named in one place only. */
const packages = {
  express: [
    "src/web/**/*.ts",
    "src/rest/**/*.ts",
    "src/erp/**/*.ts",
    "src/local-sheet/**/*.ts",
    "src/app.ts",
    "src/handler.ts",
    "src/channels/raw-posts.ts",
    "src/connect/worker-handler.ts",
  ],
  "@googleapis/sheets": ["src/sheet/api/client.ts"],
  "google-auth-library": ["src/sheet/api/client.ts"],
  undici: ["src/outbound.ts"],
  "node-cron": ["src/reports/clock.ts"],
  yazl: ["src/export-files/xlsx.ts"],
  "@nats-io/transport-node": ["src/inbox/**/*.ts"],
  "@nats-io/jetstream": ["src/inbox/**/*.ts"],
  "@nats-io/kv": ["src/inbox/**/*.ts"],
  "@resvg/resvg-js": ["src/reports/pictures/picture.ts"],
};

/** date-fns functions that read the clock unseen. */
const clockReaders = [
  "constructNow",
  "endOfToday",
  "endOfTomorrow",
  "endOfYesterday",
  "formatDistanceToNow",
  "formatDistanceToNowStrict",
  "isFuture",
  "isPast",
  "isThisHour",
  "isThisISOWeek",
  "isThisMinute",
  "isThisMonth",
  "isThisQuarter",
  "isThisSecond",
  "isThisWeek",
  "isThisYear",
  "isToday",
  "isTomorrow",
  "isYesterday",
  "startOfToday",
  "startOfTomorrow",
  "startOfYesterday",
];

const onlyThrough = (module, other) => {
  const files = modules[module].filter((entry) => entry.startsWith(`${other}/`));
  return {
    group: [
      `**/${other}/**`,
      ...files.flatMap((file) => [`!**/${file}`, `!**/${file}/**`]),
      // A folder of the module's own may bear the name of another module.
      ...(module === "sheet" && other === "api" ? ["!./api/**", "!../api/**"] : []),
    ],
    message:
      files.length > 0
        ? `${module}/ may import only ${files.join(", ")}`
        : `${module}/ may not import ${other}/`,
  };
};

const restrictedImports = (module, allowedPackages = []) => {
  const pure = pureModules.includes(module);
  const closed = Object.keys(modules).filter(
    (other) => other !== module && !modules[module].includes(other),
  );
  const kept = Object.keys(packages).filter((name) => !allowedPackages.includes(name));
  return [
    "error",
    {
      paths: pure
        ? [{ name: "date-fns", importNames: clockReaders, message: "the time is an argument here" }]
        : [],
      patterns: [
        ...closed.map((other) => onlyThrough(module, other)),
        {
          group: ["../app", "../settings", "../index", "../../app", "../../settings"],
          message: "modules receive what they need as arguments",
        },
        ...kept.map((name) => ({
          group: [name, `${name}/**`],
          message: `${name} lives only in ${packages[name].join(", ")}`,
        })),
        ...(pure ? [{ group: ["node:*"], message: `${module}/ is pure` }] : []),
      ],
    },
  ];
};

const importRule = "@typescript-eslint/no-restricted-imports";
const importRules = Object.keys(modules).map((module) => {
  const wholeModule = Object.keys(packages).filter((name) =>
    packages[name].includes(`src/${module}/**/*.ts`),
  );
  return {
    files: [`src/${module}/**/*.ts`],
    rules: { [importRule]: restrictedImports(module, wholeModule) },
  };
});
const singleFiles = Object.entries(packages)
  .flatMap(([name, files]) => files.map((file) => ({ name, file })))
  .filter(({ file }) => !file.includes("**") && file.split("/")[1] in modules)
  .map(({ file }) => ({
    files: [file],
    rules: {
      [importRule]: restrictedImports(
        file.split("/")[1],
        Object.keys(packages).filter((name) => packages[name].includes(file)),
      ),
    },
  }));

const counted = (max) => ["error", { max, skipBlankLines: true, skipComments: true }];
const sizes = ({ file, function: lines, complexity }) => ({
  ...(file !== undefined && { "max-lines": counted(file) }),
  ...(lines !== undefined && { "max-lines-per-function": counted(lines) }),
  ...(complexity !== undefined && { complexity: ["error", complexity] }),
});

/** Files that may be larger, and why. */
const largerFiles = [
  {
    why: "the list of all that the relay may have to say",
    files: ["src/inventory/reply-parts.ts"],
    allowed: { file: 245 },
  },
  {
    why: "one table or one algorithm, read from top to bottom",
    files: [
      "src/settings.ts",
      "src/inventory/decide/decide-plan.ts",
      "src/language/actions/named-amounts.ts",
      "src/language/grammar/movement.ts",
      "src/language/phrases/amounts.ts",
    ],
    allowed: { file: 225 },
  },
  {
    why: "wires all parts in the order in which they need each other",
    files: ["src/components.ts", "src/connect/worker.ts"],
    allowed: { file: 225, function: 120 },
  },
  {
    why: "the factory of a driver: a list of its methods",
    files: ["src/channels/{dingtalk,feishu,slack}/channel.ts"],
    allowed: { function: 75 },
  },
  {
    why: "functions that share one state: a queue, a log, a cache",
    files: [
      "src/events/address-queue.ts",
      "src/inbox/jetstream/{inbox,leases}.ts",
      "src/local-sheet/store/log.ts",
      "src/outbox/{broadcasts,late-failures,target}.ts",
      "src/relay/{lookups/lookups,handle-message,relay}.ts",
      "src/reports/reports.ts",
      "src/workers/tenants.ts",
    ],
    allowed: { function: 110 },
  },
  {
    why: "a router: its routes one after another, over one state",
    files: ["src/web/board/routes.ts", "src/web/demo/{group-routes,sheet-routes}.ts"],
    allowed: { function: 100 },
  },
  {
    why: "a recursive reader: its functions call each other",
    files: ["src/local-sheet/formulas/{evaluate,parse}.ts"],
    allowed: { function: 160 },
  },
  {
    why: "what a word or a sign means depends on what stands beside it: one condition a case",
    files: [
      "src/language/actions/{action-names,action-words,brackets}.ts",
      "src/language/grammar/{commands,correction,mentioned-items,parse}.ts",
      "src/language/names/people.ts",
      "src/language/phrases/{amounts,labels,phrases,unknown-names}.ts",
      "src/language/tokens/near-misses.ts",
    ],
    allowed: { complexity: 22 },
  },
  {
    why: "the parts of the sheet's engine: functions that share one state",
    files: [
      "src/sheet/commit/{answering,committer,draft,lay-missing,queue,row-writes}.ts",
      "src/sheet/create-stockroom.ts",
      "src/sheet/recovery/{look,refusals}.ts",
      "src/sheet/rotation/rotation.ts",
    ],
    allowed: { function: 122 },
  },
  {
    why: "what is known, and when to look or commit: one state each, changed by many",
    files: ["src/sheet/commit/loop.ts", "src/sheet/recovery/sheet-state.ts"],
    allowed: { function: 165 },
  },
];

const chinese = [
  "Literal[value=/[\\u4e00-\\u9fff]/]",
  "Literal[regex.pattern=/[\\u4e00-\\u9fff]/]",
  "TemplateElement[value.raw=/[\\u4e00-\\u9fff]/]",
].map((selector) => ({ selector, message: "Chinese text lives in src/language" }));
const clock = [
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "CallExpression[callee.object.name='Date'][callee.property.name='now']",
].map((selector) => ({ selector, message: "the time is an argument here" }));
/** Packages that take long to load, and that most starts have no need of. */
const loadedLate = ["subset-font", "undici", String.raw`@nats-io\/[a-z-]+`];
const dynamicImport = [
  {
    selector: `ImportExpression:not([source.value=/^(${loadedLate.join("|")})$/])`,
    message: "static imports only: the import rules cannot see this one",
  },
];

export default tseslint.config(
  { ignores: ["dist/", "coverage/", ".state/", "node_modules/"] },
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true } } },
  { files: ["**/*.mjs", "**/*.js"], ...tseslint.configs.disableTypeChecked },
  {
    files: ["src/**/*.ts", "scripts/**/*.ts", "test/**/*.ts"],
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A type that a caller names is said once where JSON is read back.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      // Spreading a string splits it into code points, which is what is meant wherever it is done here.
      "@typescript-eslint/no-misused-spread": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "no-duplicate-imports": "error",
      "no-restricted-syntax": ["error", ...chinese, ...dynamicImport],
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "only settings.ts reads the environment" },
      ],
      "no-restricted-globals": [
        "error",
        { name: "fetch", message: "the one of outbound.ts, which knows of proxies, is handed in" },
      ],
      ...sizes({ file: 200, function: 60, complexity: 15 }),
      "max-params": ["error", 5],
      "max-depth": ["error", 4],
    },
  },
  {
    files: ["src/inventory/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", ...chinese, ...clock, ...dynamicImport] },
  },
  {
    files: ["src/language/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", ...clock, ...dynamicImport] },
  },
  {
    files: ["src/sample/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", ...dynamicImport] },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-base-to-string": "off",
    },
  },
  { files: ["src/settings.ts"], rules: { "no-restricted-properties": "off" } },
  {
    // The second calls the embedded sheet on this machine alone.
    files: ["src/outbound.ts", "src/web/demo/sheet-client.ts"],
    rules: { "no-restricted-globals": "off" },
  },
  ...largerFiles.map(({ files, allowed }) => ({ files, rules: sizes(allowed) })),
  ...importRules,
  ...singleFiles,
);
