import tseslint from "typescript-eslint";

/** Who may import whom: a whole room ("inventory"), one folder of it ("language/sheet-words") or one file ("sheet/stockroom"). The architecture is this table. */
const rooms = {
  inventory: [],
  language: ["inventory"],
  sheet: ["inventory", "language/sheet-words"],
  "local-sheet": [],
  inbox: [],
  channels: [],
  outbox: ["inventory", "sheet/stockroom", "channels/channel"],
  sample: ["inventory", "language/sheet-words"],
  relay: ["inventory", "language", "sheet/stockroom", "channels/channel", "inbox", "outbox"],
  reports: ["inventory", "language", "sheet/stockroom", "channels/channel", "outbox"],
  web: [
    "inventory",
    "language",
    "sheet/stockroom",
    "channels/channel",
    "channels/simulated",
    "inbox",
    "outbox",
    "relay",
    "reports",
  ],
};

/** Rooms that may touch neither the machine nor the clock. */
const pureRooms = ["inventory", "language"];

/** Packages that may be named in one place only. */
const packages = {
  express: ["src/web/**/*.ts", "src/local-sheet/**/*.ts", "src/app.ts", "src/handler.ts"],
  googleapis: ["src/sheet/api/client.ts"],
  "google-auth-library": ["src/sheet/api/client.ts"],
  "node-cron": ["src/reports/clock.ts"],
  "@resvg/resvg-js": ["src/reports/pictures/picture.ts"],
};

/** date-fns functions that read the clock behind the caller's back. */
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

const doorTo = (room, other) => {
  const files = rooms[room].filter((entry) => entry.startsWith(`${other}/`));
  return {
    group: [`**/${other}/**`, ...files.flatMap((file) => [`!**/${file}`, `!**/${file}/**`])],
    message:
      files.length > 0
        ? `${room}/ may import only ${files.join(", ")}`
        : `${room}/ may not import ${other}/`,
  };
};

const restrictedImports = (room, allowedPackages = []) => {
  const pure = pureRooms.includes(room);
  const closed = Object.keys(rooms).filter(
    (other) => other !== room && !rooms[room].includes(other),
  );
  const kept = Object.keys(packages).filter((name) => !allowedPackages.includes(name));
  return [
    "error",
    {
      paths: pure
        ? [{ name: "date-fns", importNames: clockReaders, message: "the time is an argument here" }]
        : [],
      patterns: [
        ...closed.map((other) => doorTo(room, other)),
        {
          group: ["../app", "../settings", "../index", "../../app", "../../settings"],
          message: "rooms receive what they need as arguments",
        },
        ...kept.map((name) => ({
          group: [name, `${name}/**`],
          message: `${name} lives only in ${packages[name].join(", ")}`,
        })),
        ...(pure ? [{ group: ["node:*"], message: `${room}/ is pure` }] : []),
      ],
    },
  ];
};

const importRule = "@typescript-eslint/no-restricted-imports";
const walls = Object.keys(rooms).map((room) => {
  const wholeRoom = Object.keys(packages).filter((name) =>
    packages[name].includes(`src/${room}/**/*.ts`),
  );
  return {
    files: [`src/${room}/**/*.ts`],
    rules: { [importRule]: restrictedImports(room, wholeRoom) },
  };
});
const doors = Object.entries(packages)
  .flatMap(([name, files]) => files.map((file) => ({ name, file })))
  .filter(({ file }) => !file.includes("**") && file.split("/").length > 2)
  .map(({ file }) => ({
    files: [file],
    rules: {
      [importRule]: restrictedImports(
        file.split("/")[1],
        Object.keys(packages).filter((name) => packages[name].includes(file)),
      ),
    },
  }));

const chinese = [
  "Literal[value=/[\\u4e00-\\u9fff]/]",
  "Literal[regex.pattern=/[\\u4e00-\\u9fff]/]",
  "TemplateElement[value.raw=/[\\u4e00-\\u9fff]/]",
].map((selector) => ({ selector, message: "Chinese text lives in src/language" }));
const clock = [
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "CallExpression[callee.object.name='Date'][callee.property.name='now']",
].map((selector) => ({ selector, message: "the time is an argument here" }));
const dynamicImport = [
  { selector: "ImportExpression", message: "static imports only: the walls cannot see this one" },
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
      "no-restricted-syntax": ["error", ...chinese, ...dynamicImport],
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "only settings.ts reads the environment" },
      ],
      "max-lines": ["error", { max: 245, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 180, skipBlankLines: true, skipComments: true }],
      complexity: ["error", 24],
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
  ...walls,
  ...doors,
);
