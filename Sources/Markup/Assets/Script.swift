/// What a browser runs where scripts are on: one ES module without dependencies. Every task works
/// without it.
///
/// Each part is a file in the folder `Script`; the build makes it a constant of this type. This
/// list is their one order.
package enum Script {
  package static let text =
    [
      // Another view of the same page (an order, a page of a list, a quick choice, a tab) takes
      // the place of this one without loading the frame again: the address, Back, the title, the
      // focus and the place on the page are what a full load would have left, and what came is
      // announced. When anything goes wrong on the way the browser simply follows the link.
      inPlace,
      // A confirming step or a small form opens over the page that asked for it. When anything
      // goes wrong on the way the browser simply follows the link.
      dialogs,
      // Short lists of links close like every menu: with Escape, a click or a Tab beside them.
      dropdowns,
      // Letters of the keyboard: they are read off the page, so that the list under `?` is true.
      // Whoever dictates or has a restless hand turns them off there (WCAG 2.1.4).
      shortcuts,
      // The rows of a list with the keyboard: up and down keep to the column of the focus, Enter
      // opens the row. A group of radio buttons has its arrows from the browser.
      rows,
      // Filters: a choice filters at once, a search when the person stops typing. Everything that
      // tells of the filters follows, so that the file is of exactly what is shown, and so does
      // the address; Back leads to the list before the word was typed, not through its letters.
      lists,
      // Picked rows: they are counted, stay picked while the list is sorted, filtered and paged,
      // and those that are out of sight are named before anything is done with them.
      picks,
      // Work under way: the server sends `{done, total, words, finished}`; at the end the report
      // takes the place of the page's content. A list in which something moves is read again every
      // few seconds, unless somebody is about to do something with it.
      live,
      // While somebody outside answers, the form says so and is not sent a second time.
      waiting,
      // Files may be dropped on their field.
      drops,
      // A table that has room for all of its columns is no stop of the keyboard.
      tables,
      // Light and dark without loading the page again; the server keeps the choice.
      theme,
      // What each part of a page needs when it comes.
      binding,
    ].joined(separator: "\n")
}
