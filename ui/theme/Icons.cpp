// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace assay {
namespace {

/// Draws one SVG with its black replaced; nothing is parsed before the first drawing.
class TintedIconEngine : public QIconEngine
{
public:
    TintedIconEngine(QString name, QColor color, QColor disabled)
        : m_name(std::move(name))
        , m_color(color)
        , m_disabled(disabled)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        const QColor color = mode == QIcon::Disabled ? m_disabled : m_color;
        const QString key = QStringLiteral("assay/%1/%2/%3x%4")
                                .arg(m_name, color.name())
                                .arg(size.width())
                                .arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        QFile file(QStringLiteral(":/icons/%1.svg").arg(m_name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QSvgRenderer renderer(file.readAll().replace("#000", color.name().toLatin1()));
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine *clone() const override { return new TintedIconEngine(*this); }

private:
    QString m_name;
    QColor m_color;
    QColor m_disabled;
};

} // namespace

QIcon tintedIcon(const QString &name, const QColor &color, const QColor &disabled)
{
    return QIcon(new TintedIconEngine(name, color, disabled));
}

} // namespace assay
