// No picture of the first incident for somebody whose address asks for something else. Nothing waits for this; it comes long before the picture does.
if (location.hash || location.search) document.documentElement.classList.add('asked');
