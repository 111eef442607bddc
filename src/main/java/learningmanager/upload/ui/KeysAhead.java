package learningmanager.upload.ui;

import com.vaadin.flow.component.Component;

/**
 * Lets keys wait while the page still does what the ones before them asked for, so that a fast hand on a slow line types into the cell
 * that it means: what comes after Enter, F8 or a command is given to the page once the server has answered and the keyboard is
 * where that put it, in the order in which it was typed. What was pasted waits with it. A click, an answer that the person has to read
 * first, Tab, and {@value #SECONDS} seconds end the waiting, and what waited is dropped rather than typed elsewhere.
 */
final class KeysAhead {
    private static final int SECONDS = 20;

    /** Milliseconds without a key after which the person may be taken to have looked up. */
    private static final int LOOKED_UP = 600;

    /**
     * Goes by {@code isActive()} of Vaadin's client, as its own testing tools do, and by whether {@link ReviewGrid} is on its way to a
     * cell.
     */
    private static final String LISTEN = """
            if (this.__forgetAhead) return;
            const grid = this;
            const ahead = [];
            let waiting = false;
            let calm = 0;
            let since = 0;
            let timer;
            let dropping;
            let lastKey = 0;
            const here = new AbortController();
            const listen = (type, listener) =>
              document.addEventListener(type, e => grid.isConnected ? listener(e) : here.abort(), {capture: true, signal: here.signal});
            const editor = element => element && element.closest && element.closest('.cell-editor');
            const inCommand = e => (e.ctrlKey || e.altKey || e.metaKey) && !(e.getModifierState && e.getModifierState('AltGraph'));
            /** Whether the server is asked, which moves the keyboard or opens a field. */
            const asks = (e, origin) => {
              if (e.altKey) return inCommand(e) && ['KeyE', 'KeyU', 'KeyA', 'KeyL', 'KeyZ'].includes(e.code);
              if (e.key === 'F8') return true;
              if (editor(origin)) return e.key === 'Enter' || e.key === 'Escape';
              return (e.key === 'Enter' || e.key === 'F2') && !!origin && !!origin._column;
            };
            const settled = () => !grid.__going
              && !Object.values(window.Vaadin.Flow.clients).some(client => client.isActive && client.isActive());
            const write = (input, from, to, text) => {
              input.setRangeText(text, from, to, 'end');
              input.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
            };
            /** What the browser does by itself with a key that is not replayed. */
            const inField = (input, key) => {
              const from = input.selectionStart;
              const to = input.selectionEnd;
              const end = input.value.length;
              const at = {
                Home: 0, ArrowUp: 0, End: end, ArrowDown: end,
                ArrowLeft: from < to ? from : Math.max(0, from - 1), ArrowRight: from < to ? to : Math.min(end, to + 1)}[key.key];
              if (key.ctrlKey) input.select();
              else if (key.key === 'Backspace') write(input, from < to ? from : Math.max(0, to - 1), to, '');
              else if (key.key === 'Delete') write(input, from, from < to ? to : Math.min(end, to + 1), '');
              else if (at !== undefined) input.setSelectionRange(at, at);
            };
            /** Whether the keyboard is on something else that takes keys. */
            const isElsewhere = () => {
              const has = document.activeElement;
              return !!has && !grid.contains(has) && has.matches('input, textarea, a, button, vaadin-button, vaadin-details-summary, [role=dialog] *');
            };
            /** Whether a key can be given later, to who had the keyboard here. */
            const canWait = e => {
              if (e.altKey) return inCommand(e) && /^Key[AEKLRSUZ]$/.test(e.code);
              if (e.ctrlKey || e.metaKey) return e.code === 'KeyA' || e.key === 'Enter';
              return ['Enter', 'Escape', 'F2', 'F8', 'Backspace', 'Delete', 'Home', 'End'].includes(e.key) || e.key.startsWith('Arrow');
            };
            /** Gives a key to what has the keyboard now; tells whether the next ones have to wait for what comes of it. */
            const give = key => {
              const input = editor(document.activeElement) && document.activeElement;
              if (key.text !== undefined) {
                if (input) write(input, input.selectionStart, input.selectionEnd, key.text);
                return false;
              }
              if (input && key.key !== 'Enter' && key.key !== 'Escape' && key.key !== 'F8' && !key.altKey) {
                inField(input, key);
                return false;
              }
              const to = input || document.activeElement === grid && grid.shadowRoot.activeElement || document.body;
              const waits = asks(key, to);
              to.dispatchEvent(new KeyboardEvent('keydown', {...key, bubbles: true, composed: true, cancelable: true}));
              if (!waits && key.altKey) ahead.length = 0;
              return waits;
            };
            const again = pause => {
              clearTimeout(timer);
              timer = setTimeout(look, pause);
            };
            const look = () => {
              if (!waiting) return;
              calm = settled() ? calm + 1 : 0;
              if (calm < 2) {
                if (Date.now() - since > $0 * 1000) forget();
                again(10);
                return;
              }
              while (ahead.length > 0) {
                if (give(ahead.shift())) {
                  wait();
                  return;
                }
              }
              waiting = false;
            };
            const wait = () => {
              calm = 0;
              since = Date.now();
              waiting = true;
              again(0);
            };
            const forget = () => {
              ahead.length = 0;
              waiting = false;
            };
            /** And what the hand still types without having read. */
            const drop = () => {
              clearTimeout(dropping);
              dropping = setTimeout(() => { dropping = undefined; }, $1);
            };
            this.__forgetAhead = () => {
              if (ahead.length > 0 || Date.now() - lastKey < $1) drop();
              forget();
            };
            listen('mousedown', forget);
            listen('paste', e => {
              if (!waiting || isElsewhere()) return;
              e.preventDefault();
              e.stopImmediatePropagation();
              ahead.push({text: e.clipboardData.getData('text').trim()});
            });
            listen('keydown', e => {
              if (!e.isTrusted || e.isComposing
                || ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead', 'Process'].includes(e.key)) return;
              lastKey = Date.now();
              if (dropping && !isElsewhere() && (e.key.length === 1 && !inCommand(e) || canWait(e))) {
                drop();
                e.preventDefault();
                e.stopImmediatePropagation();
                return;
              }
              if (!waiting) {
                if (asks(e, e.composedPath()[0])) wait();
                return;
              }
              if (isElsewhere()) return;
              if (e.key === 'Tab') forget();
              const text = e.key.length === 1 && !inCommand(e);
              if (!text && !canWait(e)) return;
              e.preventDefault();
              e.stopImmediatePropagation();
              if (e.repeat && !text && e.key !== 'Backspace') return;
              const {key, code, ctrlKey, altKey, shiftKey, metaKey} = e;
              ahead.push(text ? {text: key} : {key, code, ctrlKey, altKey, shiftKey, metaKey});
            });""";

    private KeysAhead() {}

    /** @param grid whose keys these are; it may come and go */
    static void waitFor(Component grid) {
        grid.addAttachListener(attached -> grid.getElement().executeJs(LISTEN, SECONDS, LOOKED_UP));
    }

    /** The person has to see first what came of the last key: what waits, and what the hand goes on typing, is dropped. */
    static void forget(Component grid) {
        grid.getElement().executeJs("this.__forgetAhead?.()");
    }
}
